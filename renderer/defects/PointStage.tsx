import { useComputedColorScheme } from '@mantine/core'
import {
  IconArrowsMinimize,
  IconHandMove,
  IconLasso,
  IconMinus,
  IconPlus,
  IconRectangle
} from '@tabler/icons-react'
import { type ReactNode, type RefObject, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import type { ChartHandle } from '../charts/Chart'
import type { Polygon } from '../charts/lasso'
import { MapTools } from '../charts/MapTools'
import type { LegendLine } from '../charts/paintWafer'
import type { How, MapTool } from '../charts/useLasso'
import { waferPng } from '../charts/waferPicture'
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

const drawn = [
  ['pan', <IconHandMove key="pan" size={15} />],
  ['rectangle', <IconRectangle key="rectangle" size={15} />],
  ['lasso', <IconLasso key="lasso" size={15} />]
] as const

/** A canvas of points with its tools, saved as picture or drawing with title and legend. */
export function PointStage(props: Props) {
  const { chart, title, label, scene, colors, legend, describe, onPoint, drawing, hint } = props
  const { dies, lit, rings, regions } = props
  const { t } = useTranslation('defects')
  const dark = useComputedColorScheme('light') === 'dark'
  const canvas = useRef<MapHandle>(null)
  useImperativeHandle(chart, () => ({
    svg: () => sceneSvg(scene, colors, { dies, rings }, canvasTheme(), title, legend),
    png: () => {
      const picture = canvas.current?.drawn()
      if (picture === null || picture === undefined) return null
      const ratio = picture.width / Math.max(1, picture.clientWidth)
      return waferPng(picture, ratio, canvasTheme(), title, legend)
    }
  }))
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
      <MapTools
        tools={[
          { label: t('map.zoomIn'), icon: <IconPlus size={15} />, run: () => canvas.current?.zoom('in') },
          { label: t('map.zoomOut'), icon: <IconMinus size={15} />, run: () => canvas.current?.zoom('out') },
          {
            label: t('map.fit'),
            icon: <IconArrowsMinimize size={15} />,
            run: () => canvas.current?.zoom('fit')
          },
          ...(drawing === undefined
            ? []
            : drawn.map(([value, icon]) => ({
                label: t(`map.tools.${value}`),
                icon,
                pressed: drawing.tool === value,
                run: () => {
                  drawing.setTool(value)
                }
              })))
        ]}
      />
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
