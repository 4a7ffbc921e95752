import type { Palette } from '@contract/diagram/palette'
import { type PointerEvent, useEffect, useRef } from 'react'
import type { Shown, Stage } from './stage'
import css from './canvas.module.css'

/** Largest it becomes, and the least it is wide and high: a long picture is squeezed rather than a thin line, px. */
const room = { width: 168, height: 120 }
const least = { width: 60, height: 44 }

/** After a change of the picture, ms. */
const drawnAfter = 120

interface Props {
  readonly stage: Stage
  readonly shown: Shown
  readonly palette: Palette
}

/**
 * The whole picture as a small map with a frame around what is seen; drag to go elsewhere. For the pointer alone:
 * the keyboard has the outline and the arrows. It hides where everything is seen anyway.
 */
export function Minimap({ stage, shown, palette }: Props) {
  const map = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const seen = useRef<HTMLDivElement>(null)
  const { scene, places } = shown
  const scale = Math.min(room.width / Math.max(1, scene.width), room.height / Math.max(1, scene.height))
  const width = Math.max(least.width, Math.round(scene.width * scale))
  const height = Math.max(least.height, Math.round(scene.height * scale))
  const [sx, sy] = [width / Math.max(1, scene.width), height / Math.max(1, scene.height)]

  useEffect(() => {
    const draw = (): void => {
      const context = canvas.current?.getContext('2d')
      if (canvas.current === null || context === null || context === undefined) return
      const ratio = Math.min(2, window.devicePixelRatio)
      canvas.current.width = width * ratio
      canvas.current.height = height * ratio
      context.scale(ratio, ratio)
      context.fillStyle = palette.bone
      for (const place of places)
        context.fillRect(
          place.x * sx,
          place.y * sy,
          Math.max(1, place.width * sx),
          Math.max(0.75, place.height * sy)
        )
    }
    // Nobody waits for the map: it follows once the picture is seen.
    const soon = setTimeout(draw, drawnAfter)
    return () => {
      clearTimeout(soon)
    }
  }, [places, palette, sx, sy, width, height])

  useEffect(() => {
    // While the picture moves the frame is only transformed; its own size follows once all is at rest.
    let base = 1
    const place = (resting: boolean): void => {
      const { view, screen, picture } = stage.camera
      if (map.current === null || seen.current === null) return
      const by = 1 / view.scale
      if (resting) {
        base = by
        const whole =
          view.x >= -1 &&
          view.y >= -1 &&
          view.x + picture.width * view.scale <= screen.width + 1 &&
          view.y + picture.height * view.scale <= screen.height + 1
        map.current.toggleAttribute('data-whole', whole)
        seen.current.style.width = `${screen.width * by * sx}px`
        seen.current.style.height = `${screen.height * by * sy}px`
      }
      seen.current.style.transform = `translate(${-view.x * by * sx}px, ${-view.y * by * sy}px) scale(${by / base})`
    }
    place(true)
    const offs = [stage.camera.onMove(() => place(false)), stage.camera.onSettle(() => place(true))]
    return () => {
      for (const off of offs) off()
    }
  }, [stage, sx, sy])

  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (map.current === null || (event.type === 'pointermove' && event.buttons === 0)) return
    if (event.type === 'pointerdown') map.current.setPointerCapture(event.pointerId)
    event.preventDefault()
    const box = map.current.getBoundingClientRect()
    const { view, screen } = stage.camera
    const at = { x: (event.clientX - box.left) / sx, y: (event.clientY - box.top) / sy }
    stage.camera.set({
      scale: view.scale,
      x: screen.width / 2 - at.x * view.scale,
      y: screen.height / 2 - at.y * view.scale
    })
  }

  return (
    <div
      ref={map}
      className={css.map}
      style={{ width, height }}
      aria-hidden
      onPointerDown={go}
      onPointerMove={go}
    >
      <canvas ref={canvas} style={{ width, height }} />
      <div ref={seen} className={css.seen} />
    </div>
  )
}
