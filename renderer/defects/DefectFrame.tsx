import type { ReactNode, RefObject } from 'react'
import type { ChartHandle } from '../charts/Chart'
import type { ChartData } from '../charts/chartData'
import { ChartFrame } from '../charts/ChartFrame'
import type { Pinnable } from '../evidence/pinnable'
import { PinButton } from '../evidence/PinButton'
import { appHistory } from '../app/history'
import { useDefectDesk } from './desk'

interface Props {
  readonly title: string
  readonly kind: Pinnable['kind']
  /** Defects or dies it counts. */
  readonly n: number
  /** What it covers beyond the filter. */
  readonly more?: string
  readonly controls?: ReactNode
  readonly chart: RefObject<ChartHandle | null>
  readonly data: () => ChartData
  /** Files it rests on beside that of the defects. */
  readonly beside?: Pinnable['sources']
  readonly children: ReactNode
}

/** A chart of the page: heading, what it covers, exports, and the pin that keeps it with a case. */
export function DefectFrame({
  title,
  kind,
  n,
  more = '',
  controls,
  chart,
  data,
  beside = [],
  children
}: Props) {
  const desk = useDefectDesk()
  const { summary, sha256 } = desk.set
  const words = [more, desk.words].filter(text => text !== '').join(' · ')
  const named = [summary.lot, title].filter(text => text !== '').join(' · ')
  return (
    <ChartFrame
      title={title}
      fileName={named}
      note={words}
      chart={chart}
      data={data}
      tall
      controls={controls ?? null}
      actions={
        <PinButton
          title={title}
          caseId={summary.caseId}
          what={() => {
            const { pathname, search } = appHistory().location
            return {
              kind,
              title: named,
              caption: [summary.name, words].join(' · '),
              n,
              link: `${pathname}${search}`,
              sources: [{ name: summary.name, sha256, setId: summary.id }, ...beside],
              view: { filter: desk.filter },
              data: data(),
              png: chart.current?.png() ?? null,
              svg: chart.current?.svg() ?? null
            }
          }}
        />
      }
    >
      {children}
    </ChartFrame>
  )
}
