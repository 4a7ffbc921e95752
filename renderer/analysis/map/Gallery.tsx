import type { ViewWafer } from '@contract/analysis'
import { useComputedColorScheme } from '@mantine/core'
import { type ReactNode, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { canvasTheme } from '../../app/theme/series'
import type { ChartHandle } from '../../charts/Chart'
import { dieImage, paintWafer } from '../../charts/paintWafer'
import type { ColorScale } from '../../charts/scale'
import { axesOf, shownDies, sideways } from '../../charts/turn'
import { fitView, type Orientation, waferModel } from '../../charts/wafer'
import { pixelCss, waferShapes } from '../../charts/waferDrawing'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { PanelFrame } from '../PanelFrame'
import { useExports } from '../useExports'
import { share } from '../words'
import { aspectOf, type MapData } from './face'
import { GalleryLegend } from './GalleryLegend'
import { type SmallMap, sheetPng, sheetSvg, smallSize } from './gallerySheet'
import { readTurn, showOf, useColoured } from './shown'
import { useCommonScale } from './useCommonScale'
import { useFace } from './useFace'

/** Up to so many wafers are drawn whether they are in sight or not. */
const drawnAtOnce = 60

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
  const { by } = useColoured()
  const common = useCommonScale()
  const title = t('map.galleryTitle', { by: t(`map.colors.${by}`) })
  const exports = useExports()
  const [sheet] = useState(() => new Map<string, SmallMap>())
  const asked = option('m.sort') === 'yield'
  const sorted = useMemo(
    () =>
      asked
        ? wafers.toSorted((a, b) => (share(a.good, a.parts) ?? 2) - (share(b.good, b.parts) ?? 2))
        : wafers,
    [wafers, asked]
  )
  const lines = () =>
    sorted.flatMap(wafer => {
      const map = sheet.get(wafer.key)
      const words = `${names.wafer(wafer.key)}  ${f.percent(share(wafer.good, wafer.parts))}`
      return map === undefined ? [] : [{ map, words }]
    })
  useImperativeHandle(chart, () => ({
    png: () => sheetPng(title, lines()),
    svg: () => sheetSvg(title, lines())
  }))
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
        rows: sorted.map(wafer => [
          names.wafer(wafer.key),
          wafer.parts,
          wafer.good,
          share(wafer.good, wafer.parts),
          share(wafer.firstGood, wafer.parts)
        ])
      })}
      exports={exports('wafers')}
      controls={controls}
    >
      <div className={css.fill}>
        <GalleryLegend common={common} />
        <div className={css.gallery}>
          {sorted.map(wafer => (
            <Small
              key={wafer.key}
              wafer={wafer}
              name={names.wafer(wafer.key)}
              words={f.percent(share(wafer.good, wafer.parts))}
              common={common}
              atOnce={sorted.length <= drawnAtOnce}
              sheet={sheet}
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
  /** Drawn without being looked at: a sheet of all wafers can be exported at any time. */
  readonly atOnce: boolean
  /** Where it puts itself for the sheet. */
  readonly sheet: Map<string, SmallMap>
  readonly onOpen: () => void
}

/** One small map; of very many it is asked for when it comes into view. */
function Small({ wafer, name, words, common, atOnce, sheet, onOpen }: SmallProps) {
  const { view } = useBench()
  const { color } = useColoured()
  const button = useRef<HTMLButtonElement>(null)
  const [near, setNear] = useState(atOnce)
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
        <SmallCanvas data={map.data} common={common} name={wafer.key} sheet={sheet} />
      )}
      <span className={css.smallName}>
        <b title={name}>{name}</b> <span>{words}</span>
      </span>
    </button>
  )
}

interface CanvasProps {
  readonly data: MapData
  readonly common: ColorScale | null
  readonly name: string
  readonly sheet: Map<string, SmallMap>
}

function SmallCanvas({ data, common, name, sheet }: CanvasProps) {
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
    const marks = { lit: null, cursor: -1 }
    const small = fitView(model, smallSize, smallSize, 9)
    paintWafer(context, model, image, orientation, small, canvasTheme(), marks, smallSize, smallSize)
    const color = (die: number): string => pixelCss(face.paint[die] ?? 0)
    const drawn = { keyOf: color, colorOf: color }
    sheet.set(name, {
      canvas: element,
      shapes: () => waferShapes(model, orientation, drawn, canvasTheme(), smallSize)
    })
    return () => {
      sheet.delete(name)
    }
  }, [data, face, turn, dark, name, sheet])
  return <canvas ref={canvas} className={css.smallCanvas} aria-hidden />
}
