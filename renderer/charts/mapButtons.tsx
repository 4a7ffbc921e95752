import {
  IconArrowsMinimize,
  IconHandStop,
  IconLasso,
  IconMinus,
  IconPlus,
  IconSquareDashed
} from '@tabler/icons-react'
import { type Ref, type RefObject, useImperativeHandle } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import type { ChartHandle } from './Chart'
import type { MapHandle } from './MapCanvas'
import type { MapButton } from './MapTools'
import type { LegendLine } from './paintWafer'
import type { MapTool } from './useLasso'
import { waferPng } from './waferPicture'

/** Buttons that bring a map nearer, farther, and all of it into view; `fit` says what all of it is. */
export function useZoomButtons(canvas: RefObject<MapHandle | null>, fit: string): readonly MapButton[] {
  const { t } = useTranslation('charts')
  const button = (wish: 'in' | 'out' | 'fit', label: string, Sign: typeof IconPlus): MapButton => ({
    label,
    icon: <Sign size={15} />,
    run: () => canvas.current?.zoom(wish)
  })
  return [
    button('in', t('zoomIn'), IconPlus),
    button('out', t('zoomOut'), IconMinus),
    button('fit', fit, IconArrowsMinimize)
  ]
}

const signs = { pan: IconHandStop, rectangle: IconSquareDashed, lasso: IconLasso } as const

/** Buttons for what dragging on a map does. */
export function useDrawButtons(tool: MapTool, onTool: (tool: MapTool) => void): readonly MapButton[] {
  const { t } = useTranslation('charts')
  return (['pan', 'rectangle', 'lasso'] as const).map(one => {
    const Sign = signs[one]
    return {
      label: t(`tools.${one}`),
      icon: <Sign size={15} />,
      pressed: tool === one,
      run: () => {
        onTool(one)
      }
    }
  })
}

interface Picture {
  readonly canvas: RefObject<MapHandle | null>
  readonly title: string
  readonly legend: () => readonly LegendLine[]
  readonly svg: () => string
}

/** Gives whoever saves a map its drawing, and its picture as it is on the screen, with title and legend. */
export function useMapPicture(
  ref: Ref<ChartHandle> | undefined,
  { canvas, title, legend, svg }: Picture
): void {
  useImperativeHandle(ref, () => ({
    svg,
    png: () => {
      const drawn = canvas.current?.drawn()
      if (drawn === null || drawn === undefined) return null
      const scale = drawn.width / Math.max(1, drawn.clientWidth)
      return waferPng(drawn, scale, canvasTheme(), title, legend())
    }
  }))
}
