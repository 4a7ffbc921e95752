import { canvasFont } from '../../app/theme/fonts'
import { cached, type Measure } from './text'

/**
 * Measures with the fonts the app ships, by a canvas. Have them loaded first (`loadCanvasFonts`): what was measured
 * before a font came is kept as it was, so make a new one after `document.fonts` reports `loadingdone`.
 */
export function canvasMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) throw new TypeError('a canvas draws in two dimensions')
  let font = ''
  return cached((text, size, weight) => {
    const wanted = `${weight} ${size}px ${canvasFont}`
    if (wanted !== font) context.font = font = wanted
    return context.measureText(text).width
  })
}
