import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from './Chart'
import { ChartFrame } from './ChartFrame'
import { HistogramChart, type HistogramProps } from './HistogramChart'

interface Props extends HistogramProps {
  /** What saved files are called, where the title alone is not enough. */
  readonly fileName?: string
  /** Values left and right of the bins. */
  readonly under?: number
  readonly over?: number
  readonly note?: React.ReactNode
  readonly actions?: React.ReactNode
}

/** A histogram with its heading, provenance and exports. */
export function Histogram({ fileName, under = 0, over = 0, note, actions, ...props }: Props) {
  const { title, bins, units, n, mean, sigma } = props
  const { t } = useTranslation('charts')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const outside =
    under + over > 0 ? ` · ${t('outside', { count: under + over, n: f.number(under + over) })}` : ''
  return (
    <ChartFrame
      title={title}
      fileName={fileName ?? title}
      note={
        note ?? (
          <>
            {t('n', { n: f.number(n) })} · {t('mean')} {f.si(mean, units)} · σ {f.si(sigma, units)}
            {outside}
          </>
        )
      }
      actions={actions}
      chart={chart}
      data={() => ({
        header: [t('from'), t('to'), t('count')],
        rows: Array.from({ length: Math.max(0, bins.edges.length - 1) }, (_, i) => [
          bins.edges[i],
          bins.edges[i + 1],
          bins.counts[i]
        ])
      })}
    >
      <HistogramChart ref={chart} {...props} />
    </ChartFrame>
  )
}
