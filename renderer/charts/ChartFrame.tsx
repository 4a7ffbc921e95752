import type { ReactNode, RefObject } from 'react'
import type { ChartHandle } from './Chart'
import css from './Chart.module.css'
import type { ChartData } from './chartData'
import { type ChartExport, ExportMenu } from './ExportMenu'

interface Props {
  readonly title: string
  /** What saved files are called where the title alone does not say what they show. */
  readonly fileName?: string
  /** Provenance: n, period, filter, as of. */
  readonly note?: ReactNode
  /** Controls left of the export menu. */
  readonly actions?: ReactNode
  /** Given, they stand in a row of their own above the heading, with the actions at its end. */
  readonly controls?: ReactNode
  /** What draws the picture; without it there are figures alone. */
  readonly chart?: RefObject<ChartHandle | null>
  readonly data?: () => ChartData
  /** Exports made elsewhere, below the chart's own. */
  readonly exports?: readonly ChartExport[]
  /** The frame takes the height it is given, and the content what is left of it. */
  readonly tall?: boolean
  readonly children: ReactNode
}

/** Heading, provenance and exports (PNG, SVG, CSV, XLSX) around any chart. */
export function ChartFrame(props: Props) {
  const { title, fileName = title, note, actions, controls, chart, data, exports, tall = false } = props
  const acts = (
    <div className={css.acts}>
      {actions}
      <ExportMenu
        title={title}
        fileName={fileName}
        {...(typeof note === 'string' ? { note } : {})}
        {...(chart === undefined ? {} : { chart })}
        {...(data === undefined ? {} : { data })}
        {...(exports === undefined ? {} : { exports })}
      />
    </div>
  )
  return (
    <figure className={css.frame} style={{ margin: 0 }} data-tall={tall || undefined}>
      {controls === undefined ? (
        <figcaption className={css.head}>
          <div>
            <div className={css.title}>{title}</div>
            {note !== undefined && <div className={css.note}>{note}</div>}
          </div>
          {acts}
        </figcaption>
      ) : (
        <figcaption>
          <div className={css.head}>
            <div className={css.controls}>{controls}</div>
            {acts}
          </div>
          <div className={css.told}>
            <span className={css.title}>{title}</span> <span className={css.note}>{note}</span>
          </div>
        </figcaption>
      )}
      {props.children}
    </figure>
  )
}
