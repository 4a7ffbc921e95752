import type { ViewWafer } from '@contract/analysis'
import { useComputedColorScheme } from '@mantine/core'
import { type ReactNode, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { canvasFont } from '../../app/theme/fonts'
import { canvasTheme } from '../../app/theme/series'
import { bytesOf, type ChartHandle } from '../../charts/Chart'
import { dieImage, paintWafer } from '../../charts/paintWafer'
import type { ColorScale } from '../../charts/scale'
import { axesOf, shownDies, sideways } from '../../charts/turn'
import { fitView, type Orientation, waferModel } from '../../charts/wafer'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { PanelFrame } from '../PanelFrame'
import { share } from '../words'
import { aspectOf, type MapData } from './face'
import { GalleryLegend } from './GalleryLegend'
import { readTurn, showOf, useColoured } from './shown'
import { useCommonScale } from './useCommonScale'
import { useFace } from './useFace'

/** Every wafer of the view, small, side by side; Enter opens one. */
export function Gallery({
  wafers,
  controls
}: {
  readonly wafers: readonly ViewWafer[]
  readonly controls: ReactNode
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { names, option, setOption } = useBench()
  const chart = useRef<ChartHandle>(null)
  const box = useRef<HTMLDivElement>(null)
  const { by } = useColoured()
  const common = useCommonScale()
  const title = t('map.galleryTitle', { by: t(`map.colors.${by}`) })
  const lines = wafers.map(wafer => ({
    key: wafer.key,
    name: names.wafer(wafer.key),
    yield: f.percent(share(wafer.good, wafer.parts))
  }))
  useImperativeHandle(chart, () => ({
    png: () => (box.current === null ? null : sheetOf(box.current, title, lines)),
    svg: () => null
  }))
  const asked = option('m.sort') === 'yield'
  const sorted = useMemo(
    () =>
      asked
        ? wafers.toSorted((a, b) => (share(a.good, a.parts) ?? 2) - (share(b.good, b.parts) ?? 2))
        : wafers,
    [wafers, asked]
  )
  return (
    <PanelFrame
      title={title}
      kind="map"
      chart={chart}
      data={() => ({
        header: [
          t('overview.wafer'),
          t('overview.parts'),
          t('overview.good'),
          t('yield.final'),
          t('yield.first')
        ],
        rows: wafers.map(wafer => [
          names.wafer(wafer.key),
          wafer.parts,
          wafer.good,
          share(wafer.good, wafer.parts),
          share(wafer.firstGood, wafer.parts)
        ])
      })}
      controls={controls}
    >
      <div className={css.fill}>
        <GalleryLegend common={common} />
        <div className={css.gallery} ref={box}>
          {sorted.map(wafer => (
            <Small
              key={wafer.key}
              wafer={wafer}
              name={names.wafer(wafer.key)}
              words={f.percent(share(wafer.good, wafer.parts))}
              common={common}
              onOpen={() => {
                setOption('m.show', showOf(wafer.key), true)
              }}
            />
          ))}
        </div>
      </div>
    </PanelFrame>
  )
}

interface SmallProps {
  readonly wafer: ViewWafer
  readonly name: string
  readonly words: string
  /** Scale of all wafers; null where each die is a bin. */
  readonly common: ColorScale | null
  readonly onOpen: () => void
}

/** One small map; it is asked for when it comes into view. */
function Small({ wafer, name, words, common, onOpen }: SmallProps) {
  const { view } = useBench()
  const { color } = useColoured()
  const button = useRef<HTMLButtonElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = button.current
    if (element === null || near) return
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) setNear(true)
      },
      { rootMargin: '200px' }
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [near])
  const map = useQueryOf(
    'analysis.map',
    { view, which: { wafer: wafer.key }, color },
    { enabled: near, keep: true, topics: ['import', 'set'] }
  )
  return (
    <button ref={button} type="button" className={css.small} data-wafer={wafer.key} onClick={onOpen}>
      {map.data === undefined ? (
        <span className={css.smallWait} />
      ) : (
        <SmallCanvas data={map.data} common={common} />
      )}
      <span className={css.smallName}>
        <b title={name}>{name}</b> <span>{words}</span>
      </span>
    </button>
  )
}

function SmallCanvas({ data, common }: { readonly data: MapData; readonly common: ColorScale | null }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const dark = useComputedColorScheme('light') === 'dark'
  const { option } = useBench()
  const face = useFace(data, false, null, common)
  const turn = option('m.turn')
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d') ?? null
    if (element === null || context === null) return
    const axes = axesOf(data.frame, readTurn(turn))
    const aspect = aspectOf(data)
    const model = waferModel(
      { ...shownDies(axes, data.x, data.y), bin: [], pass: data.pass },
      aspect === undefined ? undefined : sideways(axes) ? 1 / aspect : aspect
    )
    const orientation: Orientation = { notch: axes.notch, xRight: true, yDown: true }
    const image = dieImage(model, orientation, new Map(), null, face.paint)
    const ratio = window.devicePixelRatio
    element.width = element.height = Math.round(smallSize * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const marks = { lit: null, cursor: -1, selected: new Set<number>() }
    const small = fitView(model, smallSize, smallSize, 9)
    paintWafer(context, model, image, orientation, small, canvasTheme(), marks, smallSize, smallSize)
  }, [data, face, turn, dark])
  return <canvas ref={canvas} className={css.smallCanvas} aria-hidden />
}

const smallSize = 150

/** The small maps that have been drawn, on one sheet with their names. */
function sheetOf(
  box: HTMLElement,
  title: string,
  lines: readonly { readonly key: string; readonly name: string; readonly yield: string }[]
): Uint8Array<ArrayBuffer> | null {
  const theme = canvasTheme()
  const drawn = lines.flatMap(line => {
    const map = box.querySelector<HTMLCanvasElement>(`[data-wafer="${CSS.escape(line.key)}"] canvas`)
    return map === null ? [] : [{ line, map }]
  })
  const columns = Math.max(1, Math.min(drawn.length, Math.ceil(Math.sqrt(drawn.length * 1.6))))
  const [wide, tall, head] = [smallSize + 14, smallSize + 26, 44]
  const paper = document.createElement('canvas')
  const scale = 2
  paper.width = (columns * wide + 28) * scale
  paper.height = (Math.ceil(drawn.length / columns) * tall + head + 14) * scale
  const context = paper.getContext('2d')
  if (context === null || drawn.length === 0) return null
  context.scale(scale, scale)
  context.fillStyle = theme.surface
  context.fillRect(0, 0, paper.width, paper.height)
  context.fillStyle = theme.text
  context.font = `600 15px ${canvasFont}`
  context.fillText(title, 14, 28)
  context.font = `400 11px ${canvasFont}`
  drawn.forEach(({ line, map }, i) => {
    const x = 14 + (i % columns) * wide
    const y = head + Math.floor(i / columns) * tall
    context.drawImage(map, x, y, smallSize, smallSize)
    context.fillText(`${line.name}  ${line.yield}`, x + 4, y + smallSize + 13, smallSize)
  })
  return bytesOf(paper.toDataURL('image/png'))
}
