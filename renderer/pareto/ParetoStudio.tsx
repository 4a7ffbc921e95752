import { ActionIcon, Button, Select, Tooltip } from '@mantine/core'
import { IconChartBar, IconRotate2 } from '@tabler/icons-react'
import { type ParetoSource, paretoSources } from '@contract/pareto'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { go } from '../app/navigation'
import { Empty, Faces } from '../ui/faces'
import { BesideMenu } from './BesideMenu'
import { Charted } from './Charted'
import { Crumbs } from './Crumbs'
import { Filters } from './Filters'
import css from './pareto.module.css'
import { PeriodMenu } from './PeriodMenu'
import { Records } from './Records'
import { SettingsMenu } from './SettingsMenu'
import { chartAsk, fieldAt, type ParetoView, usualView, weightsOf, whatOf } from './state'
import { topics } from './topics'
import { isDated, isWhole, useWords } from './words'

interface Props {
  readonly view: ParetoView
  readonly onChange: (view: ParetoView) => void
  /** Sources offered. */
  readonly sources: readonly ParetoSource[]
  /** What a source begins with here. */
  readonly begin?: (source: ParetoSource) => ParetoView
  readonly caseId?: string | null
}

/** Pareto over anything: what, by what, of when and of which, weighed how, against what. */
export function ParetoStudio({ view, onChange, sources, begin = usualView, caseId = null }: Props) {
  const { t } = useTranslation('pareto')
  const words = useWords(view)
  const what = useMemo(() => whatOf(view), [view])
  const base = useMemo(() => whatOf({ ...view, steps: [] }), [view])
  const patch = (next: Partial<ParetoView>): void => {
    onChange({ ...view, ...next })
  }
  const field = fieldAt(view)
  // Also what was begun and not yet chosen goes when one starts again.
  const [again, setAgain] = useState(0)
  return (
    <div className={css.studio}>
      <div className={css.controls}>
        <Select
          w={168}
          aria-label={t('controls.source')}
          leftSection={<IconChartBar size={14} />}
          value={view.source}
          allowDeselect={false}
          data={sources.map(value => ({ value, label: t(`sources.${value}`) }))}
          onChange={next => {
            const source = sources.find(known => known === next)
            if (source !== undefined) onChange(begin(source))
          }}
        />
        {weightsOf(view.source).length > 1 && (
          <Select
            w={160}
            aria-label={t('controls.weight')}
            value={view.weight}
            allowDeselect={false}
            data={weightsOf(view.source).map(value => ({ value, label: t(`weights.${value}`) }))}
            onChange={next => {
              const weight = weightsOf(view.source).find(known => known === next)
              if (weight !== undefined) patch({ weight })
            }}
          />
        )}
        {isDated(view.source) && (
          <PeriodMenu
            value={view.period}
            shown={words.period(view.period)}
            onChange={period => {
              const open = period.from === null || period.to === null
              patch({ period, ...(open && view.beside?.by === 'period' ? { beside: null } : {}) })
            }}
          />
        )}
        <Filters
          key={again}
          view={view}
          what={base}
          words={words}
          onChange={filters => {
            patch({ filters })
          }}
        />
        <BesideMenu key={view.source} view={view} what={what} words={words} onChange={patch} />
        <span className={css.spacer} />
        <SettingsMenu view={view} onChange={patch} />
        <Tooltip label={t('controls.reset')}>
          <ActionIcon
            aria-label={t('controls.reset')}
            onClick={() => {
              setAgain(again + 1)
              onChange(begin(view.source))
            }}
          >
            <IconRotate2 size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Crumbs view={view} words={words} onChange={onChange} />
      {field === null ? (
        <div className={css.records}>
          <Records view={view} words={words} />
        </div>
      ) : (
        <Answered {...{ view, onChange, begin, caseId, field, words }} whole={isWhole(what)} />
      )}
    </div>
  )
}

interface AnsweredProps extends Required<Pick<Props, 'view' | 'onChange' | 'begin' | 'caseId'>> {
  readonly field: string
  readonly words: ReturnType<typeof useWords>
  readonly whole: boolean
}

function Answered({ view, onChange, begin, caseId, field, words, whole }: AnsweredProps) {
  const { t } = useTranslation('pareto')
  const ask = chartAsk(view) ?? { source: view.source, by: field }
  const answer = useQueryOf('pareto.chart', ask, { keep: true, topics })
  const { source } = view
  const unit = t(`sources.${source}`)
  const fromFiles = 'set' in paretoSources[source].fields
  return (
    <Faces
      of={answer}
      rows={12}
      isEmpty={found => found.bars.length === 0}
      empty={
        <Empty
          title={t('empty.title')}
          hint={
            (answer.data?.weightless ?? 0) > 0
              ? t('empty.weightless', { what: unit, weight: t(`weights.${view.weight}`) })
              : t(whole ? 'empty.noRecords' : 'empty.hint', { what: unit })
          }
          action={
            whole ? (
              fromFiles ? (
                <Button
                  onClick={() => {
                    go('/import')
                  }}
                >
                  {t('empty.import')}
                </Button>
              ) : undefined
            ) : (
              <Button
                variant="default"
                onClick={() => {
                  onChange({ ...begin(source), filters: [] })
                }}
              >
                {t('empty.clear')}
              </Button>
            )
          }
        />
      }
    >
      {found => (
        <Charted
          {...{ view, field, words, caseId, onChange }}
          answer={found}
          stale={answer.isPlaceholderData}
        />
      )}
    </Faces>
  )
}
