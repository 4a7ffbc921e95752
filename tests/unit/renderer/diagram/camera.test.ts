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

describe('the first view of a picture that has to be read', () => {
  const tree = { width: 1500, height: 700 }
  const top: Rect = { x: 1200, y: 24, width: 130, height: 80 }
  const open = (extent: typeof tree, into = room): Camera => {
    const camera = new Camera({ style: { transform: '', willChange: '' } })
    cameras.push(camera)
    camera.resize(into, extent, top, null, 0.8)
    return camera
  }

  it('is as small as it can be read, with its top in view, and never the whole if that cannot be read', () => {
    const camera = open(tree)
    expect(camera.view.scale).toBe(0.8)
    expect(seen(camera, top)).toBe(true)
    camera.fit()
    expect(seen(camera, { x: 0, y: 0, ...tree })).toBe(true)
    expect(camera.view.scale).toBeLessThan(0.65)
  })

  it('is as wide as the screen where the picture is high, beginning at its top', () => {
    const high = { width: 1100, height: 5000 }
    const camera = open(high, { width: 1000, height: 600 })
    expect(camera.view.scale).toBeCloseTo(944 / 1100, 6)
    expect(seen(camera, { ...top, x: 900 })).toBe(true)
  })

  it('is the whole where that can be read', () => {
    const extent = { width: 1280, height: 700 }
    const camera = open(extent)
    expect(seen(camera, { x: 0, y: 0, ...extent })).toBe(true)
    expect(camera.view.scale).toBeGreaterThan(0.72)
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
