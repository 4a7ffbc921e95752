import { type ReactNode, type Ref, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import { type Polygon, simplify } from '../charts/lasso'
import { type Ground, MapCanvas, type MapHandle, type Size } from '../charts/MapCanvas'
import type { How, MapTool } from '../charts/useLasso'
import { type Marks, paintScene } from './paint'
import { fitView, PointIndex, type Scene, toPixels, toPlace, type View, zoomView } from './scene'

interface Props extends Omit<Marks, 'cursor'> {
  readonly scene: Scene
  readonly colors: Uint32Array
  readonly dark: boolean
  readonly label: string
  readonly tool: MapTool
  readonly describe: (point: number) => ReactNode
  /** A point was opened by click or Enter. */
  readonly onPoint?: (point: number) => void
  /** A shape was drawn; its corners in micrometres. */
  readonly onShape?: (shape: Polygon, how: How) => void
  readonly ref?: Ref<MapHandle>
}

/** Pixels within which the pointer finds a point. */
const grasp = 9

/** Where the points of a scene lie; its y grows upwards. */
function pointGround(scene: Scene): Ground<View> {
  const index = new PointIndex(scene.x, scene.y)
  return {
    fit: ([width, height]) => fitView(scene, width, height),
    zoomed: (view, factor, [x, y], [width, height]) => zoomView(view, factor, width, height, x, y),
    nearness: view => view.scale,
    nearest: 50,
    panned: (view, dx, dy) => ({ ...view, x: view.x - dx / view.scale, y: view.y + dy / view.scale }),
    at: (view, [x, y], [width, height]) =>
      index.nearest(...toPlace(view, width, height, x, y), grasp / view.scale),
    placeOf: (view, point, [width, height]) =>
      toPixels(view, width, height, scene.x[point] ?? 0, scene.y[point] ?? 0),
    next: (view, point, dx, dy) =>
      point < 0 ? index.nearest(view.x, view.y, 1e9) : index.next(point, dx, dy === 0 ? 0 : dy > 0 ? -1 : 1),
    shape: (view, drawn, [width, height]) =>
      simplify(drawn, 1.5).map(([x, y]) => toPlace(view, width, height, x, y))
  }
}

/** Points on a canvas. */
export function PointCanvas(props: Props) {
  const { scene, colors, dark, label, tool, describe, onPoint, onShape, ref } = props
  const { dies, lit, rings, regions } = props
  const { t } = useTranslation('defects')
  const ground = useMemo(() => pointGround(scene), [scene])
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View, cursor: number, [width, height]: Size): void => {
      const marks: Marks = { dies, lit, rings, regions, cursor }
      paintScene(context, scene, colors, view, marks, canvasTheme(), width, height)
    },
    [scene, colors, dies, lit, rings, regions]
  )
  return (
    <MapCanvas
      ref={ref}
      ground={ground}
      items={scene}
      plane={scene.frame}
      paint={draw}
      dark={dark}
      label={`${label} ${t('map.keys')}`}
      describe={describe}
      words={[220, 110]}
      onOpen={onPoint}
      tool={tool}
      onShape={onShape}
    />
  )
}
