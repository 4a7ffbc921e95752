import type { Palette } from '@contract/diagram/palette'
import type { Scene } from '@contract/diagram/scene'
import { loadCanvasFonts } from '../../app/theme/fonts'
import { paintScene } from './paint'

/** Longest side and most pixels that every Chromium draws a canvas of; beyond it stays blank without a word. */
const sideMost = 16_384
const pixelsMost = 160_000_000

/** The scale a picture is drawn at: what is wanted, or less where the canvas would be too large. */
export function pngScale(scene: Pick<Scene, 'width' | 'height'>, wanted: number): number {
  const [width, height] = [Math.max(1, scene.width), Math.max(1, scene.height)]
  return Math.min(wanted, sideMost / width, sideMost / height, Math.sqrt(pixelsMost / (width * height)))
}

/** A PNG with the scale it really has. */
export interface Png {
  readonly blob: Blob
  readonly scale: number
}

/** A scene as PNG, twice as fine as on the screen unless told otherwise. Throws TypeError where no canvas is to be had. */
export async function sceneToPng(scene: Scene, palette: Palette, wanted = 2): Promise<Png> {
  const texts = scene.items.flatMap(item => (item.kind === 'text' ? item.lines : []))
  await loadCanvasFonts(texts.join(''))
  const scale = pngScale(scene, wanted)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(scene.width * scale))
  canvas.height = Math.max(1, Math.floor(scene.height * scale))
  const brush = canvas.getContext('2d')
  if (brush === null) throw new TypeError('a canvas draws in two dimensions')
  brush.scale(scale, scale)
  paintScene(brush, scene, palette)
  const blob = await new Promise<Blob | null>(resolve => {
    canvas.toBlob(resolve, 'image/png')
  })
  // The memory of a large canvas goes at once, not when somebody collects it.
  canvas.width = canvas.height = 0
  if (blob === null) throw new TypeError('the canvas gave no picture')
  return { blob, scale }
}
