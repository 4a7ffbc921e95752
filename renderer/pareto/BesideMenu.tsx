import { Button, Popover, SegmentedControl, Select, Text } from '@mantine/core'
import { IconArrowsLeftRight, IconChevronDown } from '@tabler/icons-react'
import type { ParetoWhat } from '@contract/pareto'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pareto.module.css'
import { Days } from './PeriodMenu'
import { periodBefore, yearBefore } from './periods'
import { fieldsOf, type ParetoView } from './state'
import { ValuesMenu } from './ValuesMenu'
import { isDated, type ParetoWords } from './words'

interface Props {
  readonly view: ParetoView
  readonly what: ParetoWhat
  readonly words: ParetoWords
  readonly onChange: (patch: Partial<ParetoView>) => void
}

/** What is held beside: another period, or one group against another. */
export function BesideMenu({ view, what, words, onChange }: Props) {
  const { t } = useTranslation('pareto')
  const [open, setOpen] = useState(false)
  const { beside } = view
  const dated = isDated(view.source)
  const [mode, setMode] = useState<'none' | 'period' | 'group'>(beside?.by ?? 'none')
  const [field, setField] = useState(beside?.by === 'group' ? beside.field : (fieldsOf(view.source)[0] ?? ''))
  const sides = words.sides()
  const shown = sides === null ? t('beside.title') : t('beside.of', { what: sides[1] })
  const choose = (next: string): void => {
    if (next === 'none') onChange({ beside: null })
    if (next === 'period') {
      const before = periodBefore(view.period)
      if (before !== null) onChange({ beside: { by: 'period', period: before } })
    }
    setMode(next === 'period' || next === 'group' ? next : 'none')
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      trapFocus
      returnFocus
      onOpen={() => {
        setMode(beside?.by ?? 'none')
      }}
    >
      <Popover.Target>
        <Button
          variant={beside === null ? 'default' : 'light'}
          leftSection={<IconArrowsLeftRight size={14} />}
          rightSection={<IconChevronDown size={13} />}
          className={css.wide}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open)
          }}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={10}>
        <div className={css.beside}>
          <SegmentedControl
            aria-label={t('beside.title')}
            value={mode}
            onChange={choose}
            data={[
              { value: 'none', label: t('beside.none') },
              ...(dated ? [{ value: 'period', label: t('beside.periods') }] : []),
              { value: 'group', label: t('beside.groups') }
            ]}
          />
          {mode === 'period' && <Periods view={view} onChange={onChange} />}
          {mode === 'group' && (
            <Groups
              view={view}
              what={what}
              words={words}
              field={field}
              onField={setField}
              onChange={onChange}
            />
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Periods({ view, onChange }: Pick<Props, 'view' | 'onChange'>) {
  const { t } = useTranslation('pareto')
  const before = periodBefore(view.period)
  const year = yearBefore(view.period)
  const { beside } = view
  if (before === null || year === null)
    return (
      <Text size="sm" c="dimmed" maw={280}>
        {t('beside.needPeriod')}
      </Text>
    )
  return (
    <>
      <div className={css.line}>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            onChange({ beside: { by: 'period', period: before } })
          }}
        >
          {t('beside.before')}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            onChange({ beside: { by: 'period', period: year } })
          }}
        >
          {t('beside.yearAgo')}
        </Button>
      </div>
      <Days
        value={beside?.by === 'period' ? beside.period : before}
        onChange={period => {
          onChange({ beside: { by: 'period', period } })
        }}
      />
    </>
  )
}

interface GroupsProps extends Props {
  readonly field: string
  readonly onField: (field: string) => void
}

function Groups({ view, what, words, field, onField, onChange }: GroupsProps) {
  const { t } = useTranslation('pareto')
  const { beside, groups } = view
  const own = beside?.by === 'group' && beside.field === field ? beside : null
  const set = (first: readonly string[], second: readonly string[], labels: ParetoView['groups']): void => {
    onChange({
      beside: first.length === 0 ? null : { by: 'group', field, first: [...first], second: [...second] },
      groups: labels
    })
  }
  return (
    <>
      <Select
        label={t('beside.field')}
        value={field}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={fieldsOf(view.source).map(value => ({ value, label: t(`fields.${value}`) }))}
        onChange={next => {
          if (next === null) return
          onField(next)
          onChange({ beside: null, groups: [[], []] })
        }}
      />
      <div className={css.line}>
        <ValuesMenu
          label={t('beside.first')}
          field={field}
          what={what}
          words={words}
          inPopover
          keys={own?.first ?? []}
          labels={own === null ? [] : groups[0]}
          onChange={(keys, labels) => {
            set(keys, own?.second ?? [], [labels, own === null ? [] : groups[1]])
          }}
        />
        {own !== null && (
          <ValuesMenu
            label={t('beside.second')}
            field={field}
            what={what}
            words={words}
            inPopover
            keys={own.second}
            labels={groups[1]}
            onChange={(keys, labels) => {
              set(own.first, keys, [groups[0], labels])
            }}
          />
        )}
      </div>
      <Text size="xs" c="dimmed">
        {t('beside.secondHint')}
      </Text>
    </>
  )
}
