import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from '../charts/Chart'
import type { ChartData } from '../charts/chartData'
import { ChartFrame } from '../charts/ChartFrame'
import type { ChartExport } from '../charts/ExportMenu'
import type { Pinnable } from '../evidence/pinnable'
import { PinButton } from '../evidence/PinButton'
import { type BenchDesk, useBench } from './bench'
import { chipsOf } from './steps'
import { chipWords } from './words'

/** What is seen, as evidence keeps it: the words, the filter, the files with their sums. */
export interface Provenance {
  /** n, rule, filter and moment in one line. */
  readonly words: string
  readonly of: (
    seen: Pick<Pinnable, 'kind' | 'title' | 'data' | 'png' | 'svg'> & Partial<Pinnable>
  ) => Pinnable
}

/** Where the figures of the workbench come from. */
export function useProvenance(): Provenance {
  const desk = useBench()
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { overview, view, asOf } = desk
  const filters = chipsOf(view.filter).map(chip => chipWords(chip, t, f, desk.names))
  const words = [
    overview === undefined
      ? ''
      : t('provenance.parts', { n: f.number(overview.shown), of: f.number(overview.parts) }),
    t(`retest.counts.${view.retest}`),
    filters.length === 0 ? t('provenance.noFilter') : t('provenance.filter', { filters: filters.join('; ') }),
    asOf === 0 ? '' : t('provenance.asOf', { at: f.dateTime(asOf) })
  ]
    .filter(text => text !== '')
    .join(' · ')
  return {
    words,
    of: seen => ({
      caption: [filesOf(desk), words].filter(text => text !== '').join(' · '),
      n: overview?.shown ?? null,
      link: desk.link(),
      sources: (overview?.sets ?? []).map(set => ({ name: set.name, sha256: set.sha256, setId: set.id })),
      view: desk.bench,
      ...seen
    })
  }
}

/** Lots of the view, or its files where they name none. */
export function filesOf({ overview }: Pick<BenchDesk, 'overview'>): string {
  const lots = [...new Set(overview?.lots.map(lot => lot.label))]
  return lots.length > 6 ? `${lots.slice(0, 5).join(', ')} +${lots.length - 5}` : lots.join(', ')
}

interface Props {
  readonly title: string
  /** What the figures cover beyond what holds for all panels: the test, the wafer. */
  readonly more?: string
  readonly kind: Pinnable['kind']
  /** Controls of the panel, left of its exports. */
  readonly controls?: ReactNode
  /** What draws the picture; a table has none. */
  readonly chart?: RefObject<ChartHandle | null>
  readonly data: () => ChartData
  readonly exports?: readonly ChartExport[]
  readonly children: ReactNode
}

/** A panel of the workbench: heading, where its figures come from, exports, and the pin. */
export function PanelFrame({ title, more, kind, controls, chart, data, exports, children }: Props) {
  const desk = useBench()
  const provenance = useProvenance()
  const words = [more ?? '', provenance.words].filter(text => text !== '').join(' · ')
  return (
    <ChartFrame
      title={title}
      fileName={[filesOf(desk), title].filter(text => text !== '').join(' · ')}
      note={words}
      {...(chart === undefined ? {} : { chart })}
      data={data}
      tall
      {...(exports === undefined ? {} : { exports })}
      controls={controls ?? null}
      actions={
        <PinButton
          title={title}
          caseId={desk.bench.caseId ?? onlyCase(desk)}
          what={() =>
            provenance.of({
              kind,
              title: [filesOf(desk), title].filter(text => text !== '').join(' · '),
              caption: [filesOf(desk), words].filter(text => text !== '').join(' · '),
              data: data(),
              png: chart?.current?.png() ?? null,
              svg: chart?.current?.svg() ?? null
            })
          }
        />
      }
    >
      {children}
    </ChartFrame>
  )
}

/** The case all files belong to; null where they are of none or of several. */
export function onlyCase({ overview }: Pick<BenchDesk, 'overview'>): string | null {
  const cases = new Set(overview?.sets.map(set => set.caseId))
  const [first] = cases
  return cases.size === 1 ? (first ?? null) : null
}
