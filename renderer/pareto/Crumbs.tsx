import { Button, Select } from '@mantine/core'
import { IconChevronRight, IconList } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pareto.module.css'
import { depthOf, fieldAt, fieldsOf, type ParetoView, upTo, withLevel, withNext } from './state'
import type { ParetoWords } from './words'

interface Props {
  readonly view: ParetoView
  readonly words: ParetoWords
  readonly onChange: (view: ParetoView) => void
}

/** The way down: what was chosen on each level, the field of this one, and the fields of those below. */
export function Crumbs({ view, words, onChange }: Props) {
  const { t } = useTranslation('pareto')
  const { source, steps, levels } = view
  const depth = depthOf(view)
  const here = fieldAt(view)
  const fields = fieldsOf(source)
  const options = (own: string | null) =>
    fields
      .filter(field => field === own || !levels.includes(field))
      .map(value => ({ value, label: t(`fields.${value}`) }))
  const below = here === null ? [] : levels.slice(depth + 1)
  const may = fields.length > levels.length && levels.length < 6
  return (
    <nav className={css.crumbs} aria-label={t('controls.path')}>
      <button
        type="button"
        className={css.crumb}
        disabled={steps.length === 0 && here !== null}
        onClick={() => {
          onChange(upTo(view, 0))
        }}
      >
        {t(`sources.${source}`)}
      </button>
      {steps.map((step, i) => (
        <Fragment key={i}>
          <Arrow />
          <button
            type="button"
            className={css.crumb}
            disabled={i === steps.length - 1 && here !== null}
            onClick={() => {
              onChange(upTo(view, i + 1))
            }}
          >
            <span className={css.quiet}>{t(`fields.${step.field}`)}</span> {words.condition(step)}
          </button>
        </Fragment>
      ))}
      <Arrow />
      {here === null ? (
        <span className={css.here} aria-current="step">
          {t('controls.records')}
        </span>
      ) : (
        <Select
          aria-label={t('controls.by')}
          className={css.level}
          data-here
          leftSection={<span className={css.by}>{t('controls.by')}</span>}
          leftSectionWidth={28}
          value={here}
          allowDeselect={false}
          data={options(here)}
          onChange={field => {
            if (field !== null) onChange(withLevel(view, depth, field))
          }}
        />
      )}
      {below.map((field, i) => (
        <Fragment key={field}>
          <Arrow />
          <Select
            aria-label={`${t('controls.then')} ${i + 1}`}
            className={css.level}
            value={field}
            allowDeselect={false}
            data={[...options(field), { value: '', label: t('controls.noLevel') }]}
            onChange={next => {
              if (next !== null) onChange(withLevel(view, depth + 1 + i, next === '' ? null : next))
            }}
          />
        </Fragment>
      ))}
      {here !== null && may && (
        <>
          <Arrow />
          <Select
            aria-label={t('controls.then')}
            className={css.level}
            placeholder={t('controls.then')}
            value={null}
            data={options(null)}
            onChange={field => {
              if (field !== null) onChange(withNext(view, field))
            }}
          />
        </>
      )}
      {here !== null && (
        <>
          <Arrow />
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconList size={13} />}
            aria-label={t('controls.toRecords')}
            onClick={() => {
              onChange({ ...view, list: true })
            }}
          >
            {t('controls.records')}
          </Button>
        </>
      )}
    </nav>
  )
}

function Arrow() {
  return <IconChevronRight size={13} className={css.arrow} aria-hidden />
}
