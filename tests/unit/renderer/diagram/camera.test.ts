import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Camera } from '../../../../renderer/diagram/canvas/camera'
import { toScreen, type Rect } from '../../../../renderer/diagram/canvas/view'

const room = { width: 1000, height: 600 }
const narrow = { width: 640, height: 600 }
const picture = { width: 900, height: 500 }
const home: Rect = { x: 800, y: 220, width: 80, height: 40 }

const cameras: Camera[] = []

function opened(extent = picture): Camera {
  const camera = new Camera({ style: { transform: '', willChange: '' } })
  cameras.push(camera)
  camera.resize(room, extent, home)
  return camera
}

/** True where all of a part is on the screen. */
function seen(camera: Camera, part: Rect, { width, height } = camera.screen): boolean {
  const { x, y, ...size } = toScreen(camera.view, part)
  return x >= -0.01 && y >= -0.01 && x + size.width <= width + 0.01 && y + size.height <= height + 0.01
}

const whole = { x: 0, y: 0, ...picture }

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  return () => {
    for (const camera of cameras.splice(0)) camera.close()
    vi.unstubAllGlobals()
  }
})

describe('the camera in another room', () => {
  it('shows all of a picture again that it showed all of', () => {
    const camera = opened()
    camera.zoom(2)
    camera.fit()
    camera.resize(narrow, picture, home)
    expect(seen(camera, whole)).toBe(true)
    camera.resize(room, picture, home)
    expect(seen(camera, whole)).toBe(true)
    expect(camera.view.scale).toBe(1)
  })

  it('opens anew as long as nobody has gone anywhere', () => {
    const camera = opened()
    camera.resize(narrow, picture, home)
    expect(seen(camera, whole)).toBe(true)
  })

  it('keeps the middle where somebody went, and what is chosen in view if it was', () => {
    const camera = opened()
    camera.zoom(1.5)
    const { x, y, scale } = camera.view
    camera.resize(narrow, picture, home)
    expect(camera.view).toEqual({ x: x - 180, y, scale })

    const other = opened()
    other.zoom(1.5, { x: 0, y: 300 })
    other.pan(-400, 0)
    const chosen = { ...home, x: 780 }
    expect(seen(other, chosen)).toBe(true)
    other.resize(narrow, picture, home, chosen)
    expect(seen(other, chosen)).toBe(true)
    // What was out of view is left where it is.
    const away = { x: 0, y: 0, width: 10, height: 10 }
    const before = other.view
    other.resize({ width: 600, height: 600 }, picture, home, away)
    expect(other.view).toEqual({ ...before, x: before.x - 20 })
  })
})

describe('the camera over a picture that changes', () => {
  it('keeps the main node where it is while the picture grows to its left', () => {
    const camera = opened()
    const at = toScreen(camera.view, home)
    const grown = { ...home, x: home.x + 260, y: home.y + 30 }
    camera.resize(room, { width: picture.width + 260, height: picture.height + 60 }, grown)
    expect(toScreen(camera.view, grown)).toEqual(at)
  })

  it('opens another picture anew', () => {
    const camera = opened()
    camera.zoom(3)
    camera.reopen()
    camera.resize(room, { width: 400, height: 200 }, home)
    expect(camera.view).toEqual({ x: 300, y: 200, scale: 1 })
  })
})
