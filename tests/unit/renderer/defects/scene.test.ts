import type { DefectGeometry } from '@contract/defects'
import { describe, expect, it } from 'vitest'
import { sceneSvg } from '../../../../renderer/defects/paint'
import {
  dieBox,
  fitView,
  PointIndex,
  sceneOf,
  toPixels,
  toPlace,
  zoomView
} from '../../../../renderer/defects/scene'
import { seeded } from '../../../formats/stdf/random'

const geometry: DefectGeometry = {
  diameter: 200,
  pitch: { x: 8000, y: 10_000 },
  origin: { x: 0, y: 0 },
  centre: { x: 4000, y: 5000 },
  mark: 'notch',
  markAt: 'down',
  mirrored: false
}
const nothing = { x: new Int32Array(), y: new Int32Array() }
const points = (...all: readonly (readonly [number, number])[]) => ({
  x: Float32Array.from(all, point => point[0]),
  y: Float32Array.from(all, point => point[1])
})

describe('what is seen of defects', () => {
  it('is the whole wafer, and points outside of it', () => {
    const inside = sceneOf({ frame: 'wafer', ...points([5, 5]), geometry, dies: nothing })
    expect(inside).toMatchObject({ radius: 100_000, bounds: { left: -100_000, top: 100_000 } })
    const beyond = sceneOf({ frame: 'wafer', ...points([150_000, 0]), geometry, dies: nothing })
    expect(beyond.bounds.right).toBe(150_000)
    // One absurd place must not make a dot of the wafer.
    const absurd = sceneOf({ frame: 'wafer', ...points([9e9, 0]), geometry, dies: nothing })
    expect(absurd.bounds.right).toBe(100_000)
  })

  it('is the wafer as far as its dies reach where no file says how large it is', () => {
    const dies = { x: Int32Array.of(-2, 2), y: Int32Array.of(0, 0) }
    const scene = sceneOf({
      frame: 'wafer',
      ...points([0, 0]),
      geometry: { ...geometry, diameter: null },
      dies
    })
    expect(scene.radius).toBeCloseTo(Math.hypot(20_000, 5000))
    expect(dieBox(geometry, 2, 0)).toEqual({ left: 12_000, bottom: -5000, right: 20_000, top: 5000 })
  })

  it('is the die, or the box around its points where the pitch is unknown', () => {
    expect(sceneOf({ frame: 'die', ...points([1, 2]), geometry, dies: nothing }).bounds).toEqual({
      left: 0,
      bottom: 0,
      right: 8000,
      top: 10_000
    })
    const bare = { ...geometry, pitch: null }
    const box = sceneOf({ frame: 'die', ...points([1, 2], [11, 22]), geometry: bare, dies: nothing }).bounds
    expect(box).toEqual({ left: 1, bottom: 2, right: 11, top: 22 })
  })

  it('goes to pixels and back, and stays under the pointer when zoomed', () => {
    const scene = sceneOf({ frame: 'wafer', ...points([0, 0]), geometry, dies: nothing })
    const view = fitView(scene, 800, 600)
    expect(toPixels(view, 800, 600, 0, 0)).toEqual([400, 300])
    const [px, py] = toPixels(view, 800, 600, 30_000, -20_000)
    expect(py).toBeGreaterThan(300)
    const [x, y] = toPlace(view, 800, 600, px, py)
    expect([x, y].map(Math.round)).toEqual([30_000, -20_000])
    const near = zoomView(view, 4, 800, 600, px, py)
    expect(toPlace(near, 800, 600, px, py).map(Math.round)).toEqual([30_000, -20_000])
    expect(near.scale).toBeCloseTo(4 * view.scale)
  })

  it('is found by place as looking at every point would find it', () => {
    const random = seeded(2)
    const all = Array.from({ length: 3000 }, (): [number, number] => [
      Math.fround((random() - 0.5) * 2e5),
      Math.fround((random() - 0.5) * 2e5)
    ])
    const { x, y } = points(...all)
    const index = new PointIndex(x, y)
    for (let turn = 0; turn < 200; turn++) {
      const [px, py] = [(random() - 0.5) * 2.2e5, (random() - 0.5) * 2.2e5]
      const reach = random() * 20_000
      let [best, most] = [-1, reach * reach]
      all.forEach(([ax, ay], i) => {
        const far = (ax - px) ** 2 + (ay - py) ** 2
        if (far <= most) [best, most] = [i, far]
      })
      expect(index.nearest(px, py, reach)).toBe(best)
    }
    expect(new PointIndex(new Float32Array(), new Float32Array()).nearest(0, 0, 1e9)).toBe(-1)
  })

  it('is walked with arrow keys to every side, and ends at the edge', () => {
    const { x, y } = points([0, 0], [10, 1], [20, -1], [0, 10], [-10, 0])
    const index = new PointIndex(x, y)
    expect(index.next(0, 1, 0)).toBe(1)
    expect(index.next(1, 1, 0)).toBe(2)
    expect(index.next(2, 1, 0)).toBe(2)
    expect(index.next(0, 0, 1)).toBe(3)
    expect(index.next(0, -1, 0)).toBe(4)
  })

  it('becomes a drawing with title, dies, legend and a path for each colour', () => {
    const dies = { x: Int32Array.of(0, 1), y: Int32Array.of(0, 0) }
    const scene = sceneOf({ frame: 'wafer', ...points([0, 0], [10, 10], [20, 20]), geometry, dies })
    const theme = {
      dark: false,
      text: '#111',
      muted: '#777',
      line: '#ccc',
      surface: '#fff',
      raised: '#fafafa',
      accent: '#00f',
      ok: '#0a0',
      warn: '#aa0',
      bad: '#a00'
    }
    const svg = sceneSvg(
      scene,
      Uint32Array.of(0xff0000ff, 0xff0000ff, 0xffff0000),
      {},
      theme,
      'A < B & "C"',
      [{ color: 'rgb(255,0,0)', text: '<one>' }]
    )
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true)
    expect(svg).toContain('A &lt; B &amp; ')
    expect(svg).toContain('&lt;one&gt;')
    expect(svg.match(/<rect /g)?.length).toBe(1 + 2 + 1)
    expect(svg.match(/<path /g)?.length).toBe(2)
    expect(svg).toContain('rgba(255,0,0,1)')
    expect(svg).not.toContain('NaN')
  })
})
