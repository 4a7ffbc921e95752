import { palettes } from '@contract/diagram/palette'
import type { Box, Item } from '@contract/diagram/scene'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropPlace } from '../../../../renderer/diagram/canvas/lights'
import { movedPath } from '../../../../renderer/diagram/canvas/paths'
import { sameItems } from '../../../../renderer/diagram/canvas/painter'
import { neighbour, PlaceIndex } from '../../../../renderer/diagram/canvas/places'
import {
  framed,
  only,
  present,
  ranged,
  several,
  toggled
} from '../../../../renderer/diagram/canvas/selection'
import {
  fitted,
  kept,
  revealed,
  toPicture,
  toScreen,
  zoomedAt
} from '../../../../renderer/diagram/canvas/view'
import type { Place } from '../../../../renderer/diagram/scene/frame'

const place = (key: string, x: number, y: number, width = 60, height = 20): Place => ({
  key,
  node: key.replace(/#.*/, ''),
  x,
  y,
  width,
  height
})

const screen = { width: 800, height: 600 }

describe('the view', () => {
  it('keeps the point under the pointer where it is while zooming', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 600 }),
        (scale, factor, x, y) => {
          const view = { x: 13, y: -40, scale }
          const after = zoomedAt(view, factor, { x, y })
          const [a, b] = [toPicture(view, { x, y }), toPicture(after, { x, y })]
          expect(b.x).toBeCloseTo(a.x, 6)
          expect(b.y).toBeCloseTo(a.y, 6)
        }
      )
    )
  })

  it('fits a part into the screen without making it larger than life', () => {
    const wide = toScreen(fitted({ x: 100, y: 50, width: 4000, height: 300 }, screen), {
      x: 100,
      y: 50,
      width: 4000,
      height: 300
    })
    expect(wide.x).toBeGreaterThanOrEqual(0)
    expect(wide.x + wide.width).toBeLessThanOrEqual(800)
    expect(fitted({ x: 0, y: 0, width: 10, height: 10 }, screen).scale).toBe(1)
  })

  it('moves as little as it must to show something, and shows the beginning of what is too large', () => {
    const view = { x: 0, y: 0, scale: 1 }
    expect(revealed(view, { x: 100, y: 100, width: 50, height: 50 }, screen)).toEqual(view)
    const right = toScreen(revealed(view, { x: 900, y: 100, width: 50, height: 50 }, screen), {
      x: 900,
      y: 100,
      width: 50,
      height: 50
    })
    expect(right.x + right.width).toBeLessThanOrEqual(800)
    const huge = { x: 2000, y: 0, width: 5000, height: 20 }
    expect(toScreen(revealed(view, huge, screen), huge).x).toBe(28)
  })

  it('never lets the picture get lost', () => {
    const away = kept({ x: -99_999, y: 99_999, scale: 1 }, { width: 500, height: 400 }, screen)
    expect(away).toEqual({ x: 80 - 500, y: 600 - 80, scale: 1 })
  })
})

describe('places', () => {
  const index = new PlaceIndex([
    place('a', 0, 0),
    place('b', 300, 0, 900, 20),
    place('c', 30, 10),
    place('a#2', 0, 500)
  ])

  it('are hit topmost first, and near misses count within the slack', () => {
    expect(index.at({ x: 40, y: 15 })?.key).toBe('c')
    expect(index.at({ x: 10, y: 5 })?.key).toBe('a')
    expect(index.at({ x: 1100, y: 10 })?.key).toBe('b')
    expect(index.at({ x: 10, y: 523 })).toBeNull()
    expect(index.at({ x: 10, y: 523 }, 4)?.key).toBe('a#2')
  })

  it('know every copy of a node, and what a rectangle touches', () => {
    expect(index.of('a').map(({ key }) => key)).toEqual(['a', 'a#2'])
    expect(index.within({ x: 50, y: 5, width: 300, height: 2 }).map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('agree with looking at each one', () => {
    const rect = fc.tuple(
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: 1, max: 400 })
    )
    fc.assert(
      fc.property(
        fc.array(rect, { maxLength: 30 }),
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        (rects, x, y) => {
          const all = rects.map(([left, top, size], i) => place(`p${i}`, left, top, size, 40))
          const hit = all.findLast(
            one => x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + 40
          )
          expect(new PlaceIndex(all).at({ x, y })?.key ?? null).toBe(hit?.key ?? null)
        }
      )
    )
  })
})

describe('arrow keys', () => {
  // A tree that grows to the right: root, two children of different widths, a grandchild.
  const [root, one, two, below] = [
    place('root', 0, 50),
    place('one', 150, 0, 120),
    place('two', 150, 100, 50),
    place('below', 400, 100)
  ]
  const all = [root, one, two, below]
  const go = (from: Place, way: 'left' | 'right' | 'up' | 'down') => neighbour(all, from, way)?.key ?? null

  it('go to the nearest node that way', () => {
    expect(go(one, 'left')).toBe('root')
    expect(go(one, 'down')).toBe('two')
    expect(go(two, 'up')).toBe('one')
    expect(go(two, 'right')).toBe('below')
    expect(go(below, 'left')).toBe('two')
    expect(go(root, 'left')).toBeNull()
  })

  it('do not take a sibling of another width for one to the side', () => {
    expect(go(two, 'right')).toBe('below')
    expect(go(one, 'left')).not.toBe('two')
  })
})

describe('the selection', () => {
  it('adds and takes away, and focuses what remains', () => {
    const both = toggled(only('a'), 'b')
    expect([...both.nodes]).toEqual(['a', 'b'])
    expect(both.focus).toBe('b')
    expect(toggled(both, 'b')).toEqual({ nodes: new Set(['a']), focus: 'a', anchor: 'a' })
    expect(toggled(only('a'), 'a').focus).toBeNull()
  })

  it('reaches from the anchor either way', () => {
    const order = ['a', 'b', 'c', 'd']
    const down = ranged(only('b'), 'd', order)
    expect([...down.nodes]).toEqual(['b', 'c', 'd'])
    expect([...ranged(down, 'a', order).nodes]).toEqual(['a', 'b'])
    expect(ranged(only('gone'), 'c', order)).toEqual(only('c'))
  })

  it('is framed by a marquee, and forgets what is gone', () => {
    expect([...framed(only('a'), ['b'], true).nodes]).toEqual(['a', 'b'])
    expect([...framed(only('a'), ['b'], false).nodes]).toEqual(['b'])
    const two = several(['a', 'b'])
    expect(present(two, () => true)).toBe(two)
    expect(present(two, node => node === 'a')).toEqual(only('a'))
  })
})

describe('dropping', () => {
  it('means before, into or behind by where on a node the pointer is', () => {
    const on = { x: 0, y: 0, width: 100, height: 20 }
    expect([2, 10, 18].map(y => dropPlace(on, { x: 50, y }, 'right'))).toEqual(['before', 'into', 'after'])
    expect([10, 50, 90].map(x => dropPlace(on, { x, y: 10 }, 'down'))).toEqual(['before', 'into', 'after'])
  })
})

describe('drawing again', () => {
  const box = (node: string, x: number, y: number, width = 50): Box => ({
    kind: 'box',
    node,
    x,
    y,
    width,
    height: 20,
    radius: 4,
    fill: 'fill',
    stroke: 'bone',
    strokeWidth: 1,
    dash: 'solid'
  })
  const text = (node: string, x: number, y: number, words: string): Item => ({
    kind: 'text',
    node,
    x,
    y,
    lines: [words],
    size: 12,
    lineHeight: 16,
    weight: 400,
    anchor: 'start',
    fill: 'ink'
  })
  it('sees what looks the same as the same, and what changed as another', () => {
    const card = (words = 'A', width = 50) => [box('a', 0, 0, width), text('a', 4, 12, words)]
    expect(sameItems(card(), card())).toBe(true)
    expect(sameItems(card(), card('B'))).toBe(false)
    expect(sameItems(card(), card('A', 51))).toBe(false)
    expect(sameItems(card(), [box('a', 0, 0)])).toBe(false)
  })

  it('has a colour for every role in both themes', () => {
    expect(Object.keys(palettes.dark)).toEqual(Object.keys(palettes.light))
  })
})

describe('path data', () => {
  it('is scaled and moved where it says places, and only scaled where it says ways', () => {
    expect(movedPath('M1 2L3 4Z', 10, 20)).toBe('M11 22L13 24Z')
    expect(movedPath('M1 2l3 4h5v-1', 10, 20, 2)).toBe('M12 24l6 8h10v-2')
    expect(movedPath('M0 0H8V9', 1, 2)).toBe('M1 2H9V11')
  })

  it('leaves angle and flags of an arc alone', () => {
    expect(movedPath('M3 8A5 5 0 1 0 13 8', 100, 200, 0.5)).toBe('M101.5 204A2.5 2.5 0 1 0 106.5 204')
  })
})
