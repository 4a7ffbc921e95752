import { useComputedColorScheme } from '@mantine/core'
import type { EChartsType } from 'echarts/core'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { loadCanvasFonts } from '../app/theme/fonts'
import { type CanvasTheme, canvasTheme } from '../app/theme/series'
import { Failure, Loading } from '../ui/faces'
import css from './Chart.module.css'
import { baseOption, type Option, textsOf } from './option'
import { headedCanvas, headedSvg, type PictureHead } from './pictureHead'

/** A picture of a chart for a file. */
export interface ChartHandle {
  /** The picture; with a head, title and provenance stand above it, so that it speaks for itself in a report. */
  png(head?: PictureHead): Uint8Array<ArrayBuffer> | null
  svg(head?: PictureHead): string | null
  /** Pixels from the left of the chart at a value of its horizontal axis; NaN while nothing is drawn. */
  pixelOf?(value: number): number
  /** The value at so many pixels from the left. */
  valueAt?(pixel: number): number
}

/** A click on something the chart shows. */
export interface ChartClick {
  readonly name: string
  readonly seriesName: string
  readonly seriesIndex: number
  readonly dataIndex: number
}

interface Props {
  /** The chart in the given theme; keep the function stable with useCallback or useMemo. */
  readonly option: (theme: CanvasTheme) => Option
  /** What it says, in one sentence, for those who do not see it. */
  readonly label: string
  readonly height?: number | string
  readonly onClick?: (click: ChartClick) => void
  /** What was drawn has another size or other axes now. */
  readonly onPlaced?: () => void
  readonly ref?: Ref<ChartHandle>
}

type Engine = Pick<typeof import('./echarts'), 'init'>

/** An ECharts chart: loaded when needed, in the theme, resized with its box, disposed with it. */
export function Chart({ option, label, height = 320, onClick, onPlaced, ref }: Props) {
  const scheme = useComputedColorScheme('light')
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const [engine, setEngine] = useState<Engine | null>(null)
  const [error, setError] = useState<unknown>(null)
  const click = useEffectEvent((event: ChartClick) => onClick?.(event))
  const clickable = onClick !== undefined
  const placed = useEffectEvent(() => onPlaced?.())

  useEffect(() => {
    let wanted = true
    import('./echarts').then(
      ({ init }) => {
        if (wanted) setEngine({ init })
      },
      (reason: unknown) => {
        if (wanted) setError(reason)
      }
    )
    return () => {
      wanted = false
    }
  }, [])

  useEffect(() => {
    const element = box.current
    if (engine === null || element === null) return
    const made = engine.init(element, null, { renderer: 'canvas' })
    chart.current = made
    if (clickable) {
      made.on('click', event => {
        click({
          name: event.name,
          seriesName: event.seriesName ?? '',
          seriesIndex: event.seriesIndex ?? 0,
          dataIndex: event.dataIndex
        })
      })
    }
    const observer = new ResizeObserver(() => {
      made.resize()
      placed()
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [engine, clickable])

  useEffect(() => {
    const made = chart.current
    if (made === null) return
    let wanted = true
    const full = {
      ...baseOption(canvasTheme()),
      ...option(canvasTheme()),
      // Left to itself the engine writes a description of its own over the label, in English.
      aria: { enabled: true, label: { description: label } }
    }
    made.setOption(full, { notMerge: true })
    placed()
    // The canvas keeps what it drew in a fallback font until it is drawn again.
    const texts = textsOf(full) + label
    if (hasFonts(texts)) return
    void loadCanvasFonts(texts).then(() => {
      if (!wanted) return
      made.setOption(full, { notMerge: true })
      placed()
    })
    return () => {
      wanted = false
    }
  }, [engine, option, scheme, label])

  useImperativeHandle(ref, () => ({
    png(head) {
      const picture = chart.current?.renderToCanvas({
        pixelRatio: 2,
        backgroundColor: canvasTheme().surface
      })
      return picture === undefined ? null : bytesOf(headedCanvas(picture, 2, head).toDataURL('image/png'))
    },
    svg(head) {
      const made = chart.current
      if (engine === null || made === null) return null
      const size = { width: made.getWidth(), height: made.getHeight() }
      const paper = engine.init(null, null, { renderer: 'svg', ssr: true, ...size })
      const theme = canvasTheme()
      paper.setOption({ ...baseOption(theme), ...option(theme), backgroundColor: theme.surface })
      const text = paper.renderToSVGString()
      paper.dispose()
      return headedSvg(text, size, head)
    },
    pixelOf: value => chart.current?.convertToPixel({ xAxisIndex: 0 }, value) ?? Number.NaN,
    valueAt: pixel => chart.current?.convertFromPixel({ xAxisIndex: 0 }, pixel) ?? Number.NaN
  }))

  if (error !== null) return <Failure error={error} compact />
  return (
    <div className={css.box} style={{ height }}>
      {engine === null && <Loading rows={5} />}
      <div ref={box} className={css.canvas} role="img" aria-label={label} hidden={engine === null} />
    </div>
  )
}

/** Whether every font slice that a text needs is in memory. */
function hasFonts(text: string): boolean {
  const sample = [...new Set(text)].join('')
  return ['400 12px "Inter Variable"', '600 12px "Inter Variable"', '400 12px "Noto Sans SC Variable"'].every(
    font => document.fonts.check(font, sample)
  )
}

/** The bytes of a base64 data URL. */
export function bytesOf(url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), letter => letter.charCodeAt(0))
}
