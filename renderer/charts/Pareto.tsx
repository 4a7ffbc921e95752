import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from './Chart'
import { ChartFrame } from './ChartFrame'
import { ParetoChart, type ParetoProps, useParetoData } from './ParetoChart'

interface Props extends ParetoProps {
  /** What saved files are called, where the title alone is not enough. */
  readonly fileName?: string
  readonly note?: React.ReactNode
  readonly actions?: React.ReactNode
}

/** A Pareto chart with its heading, provenance and exports. */
export function Pareto({ fileName, note, actions, ...props }: Props) {
  const { t } = useTranslation('charts')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const data = useParetoData(props)
  const total = props.items.reduce((sum, item) => sum + Math.max(0, item.count), 0)
  return (
    <ChartFrame
      title={props.title}
      fileName={fileName ?? props.title}
      note={note ?? t('n', { n: f.number(total) })}
      actions={actions}
      chart={chart}
      data={data}
    >
      <ParetoChart ref={chart} {...props} />
    </ChartFrame>
  )
}
