import { type ReactNode, type Ref, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import type { Polygon } from './lasso'
import { type Ground, MapCanvas, type MapHandle, type Size } from './MapCanvas'
import type { Outline } from './outline'
import { dieImage, type Marks, paintWafer } from './paintWafer'
import type { How, MapTool } from './useLasso'
import {
  dieAt,
  dieCoordinates,
  fitView,
  middleDie,
  middleOf,
  nextDie,
  type Orientation,
  type View,
  type WaferModel,
  zoomView
} from './wafer'
import type { BinColors } from './waferColors'

interface Props {
  readonly model: WaferModel
  readonly colors: BinColors
  readonly orientation: Orientation
  readonly dark: boolean
  readonly lit: number | null
  readonly label: string
  readonly describe: (die: number) => ReactNode
  readonly onDie?: (die: number) => void
  /** A pixel for each die in place of its bin's colour. */
  readonly paint?: Uint32Array
  readonly outlines?: readonly Outline[]
  /** Drawn over the dies; keep the function stable. */
  readonly over?: NonNullable<Marks['over']>
  /** Written into large dies in place of the bin's number; keep the function stable. */
  readonly text?: (die: number) => string
  /** What dragging does; panning unless told otherwise. */
  readonly tool?: MapTool
  /** A shape was drawn; its corners in die coordinates. */
  readonly onShape?: (shape: Polygon, how: How) => void
  readonly ref?: Ref<MapHandle>
}

/** Where the dies of a wafer lie. */
function waferGround(model: WaferModel, orientation: Orientation): Ground<View> {
  return {
    fit: ([width, height]) => fitView(model, width, height),
    zoomed: (view, factor, [x, y]) => zoomView(view, factor, x, y),
    nearness: view => view.height,
    nearest: 200,
    panned: (view, dx, dy) => ({ ...view, left: view.left + dx, top: view.top + dy }),
    at: (view, [x, y]) => dieAt(model, orientation, view, x, y),
    placeOf: (view, die) => middleOf(model, orientation, view, die),
    next: (_, die, dx, dy) => (die < 0 ? middleDie(model) : nextDie(model, orientation, die, dx, dy)),
    shape: (view, drawn) => drawn.map(([x, y]) => dieCoordinates(model, orientation, view, x, y))
  }
}

/** Dies on a canvas. */
export function WaferCanvas(props: Props) {
  const { model, colors, orientation, dark, lit, label, describe, onDie, ref } = props
  const { paint = null, outlines, over, text, tool = 'pan', onShape } = props
  const { t } = useTranslation('charts')
  const ground = useMemo(() => waferGround(model, orientation), [model, orientation])
  const image = useMemo(
    () => dieImage(model, orientation, colors, lit, paint),
    [model, orientation, colors, lit, paint]
  )
  const draw = useCallback(
    (context: CanvasRenderingContext2D, view: View, cursor: number, [width, height]: Size): void => {
      const marks: Marks = {
        lit,
        cursor,
        ...(outlines === undefined ? {} : { outlines }),
        ...(text === undefined ? {} : { text }),
        ...(over === undefined ? {} : { over })
      }
      paintWafer(context, model, image, orientation, view, canvasTheme(), marks, width, height)
    },
    [model, image, orientation, lit, outlines, text, over]
  )
  return (
    <MapCanvas
      ref={ref}
      ground={ground}
      items={model}
      plane={model}
      paint={draw}
      dark={dark}
      label={`${label} ${t('keys.hint')}`}
      describe={describe}
      words={[200, 96]}
      onOpen={onDie}
      tool={tool}
      onShape={onShape}
    />
  )
}
