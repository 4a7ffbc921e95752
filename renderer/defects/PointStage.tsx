import { useComputedColorScheme } from '@mantine/core'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import type { ChartHandle } from '../charts/Chart'
import type { Polygon } from '../charts/lasso'
import { useDrawButtons, useMapPicture, useZoomButtons } from '../charts/mapButtons'
import { MapTools } from '../charts/MapTools'
import type { LegendLine } from '../charts/paintWafer'
import type { How, MapTool } from '../charts/useLasso'
import map from '../charts/WaferMap.module.css'
import css from './defects.module.css'
import { type Marks, sceneSvg } from './paint'
import { PointCanvas } from './PointCanvas'
import type { MapHandle } from '../charts/MapCanvas'
import type { Scene } from './scene'

interface Props extends Omit<Marks, 'cursor'> {
  /** What is saved as a picture. */
  readonly chart: RefObject<ChartHandle | null>
  readonly title: string
  /** What the canvas shows, in words. */
  readonly label: string
  readonly scene: Scene
  readonly colors: Uint32Array
  readonly legend: readonly LegendLine[]
  readonly describe: (point: number) => ReactNode
  readonly onPoint: (point: number) => void
  /** Given, shapes can be drawn. */
  readonly drawing?: {
    readonly tool: MapTool
    readonly setTool: (tool: MapTool) => void
    readonly onShape: (shape: Polygon, how: How) => void
  }
  /** Beside the axes' names. */
  readonly hint?: ReactNode
}

/** A canvas of points with its tools, saved as picture or drawing with title and legend. */
export function PointStage(props: Props) {
  const { chart, title, label, scene, colors, legend, describe, onPoint, drawing, hint } = props
  const { dies, lit, rings, regions } = props
  const { t } = useTranslation('defects')
  const dark = useComputedColorScheme('light') === 'dark'
  const canvas = useRef<MapHandle>(null)
  const zoom = useZoomButtons(canvas, t('map.fit'))
  const draws = useDrawButtons(drawing?.tool ?? 'pan', tool => drawing?.setTool(tool))
  useMapPicture(chart, {
    canvas,
    title,
    legend: () => legend,
    svg: () => sceneSvg(scene, colors, { dies, rings }, canvasTheme(), title, legend)
  })
  return (
    <div className={`${map.stage} ${css.stage}`}>
      <PointCanvas
        ref={canvas}
        scene={scene}
        colors={colors}
        dark={dark}
        tool={drawing?.tool ?? 'pan'}
        label={label}
        dies={dies}
        lit={lit}
        rings={rings}
        regions={regions}
        describe={describe}
        onPoint={onPoint}
        {...(drawing === undefined ? {} : { onShape: drawing.onShape })}
      />
      <MapTools tools={drawing === undefined ? zoom : [...zoom, ...draws]} />
      <div className={map.axes} aria-hidden>
        {t('map.axes')}
      </div>
      {hint !== undefined && <div className={map.hint}>{hint}</div>}
      {drawing !== undefined && drawing.tool !== 'pan' && (
        <div className={map.hint}>{t('map.lassoHint')}</div>
      )}
    </div>
  )
}
