import { describe, expect, it } from 'vitest'
import { scene as schema, type Item } from '@contract/diagram/scene'
import { eventKinds, gateKinds } from '@contract/diagram/faultTree'
import { drawFishbone, type FishboneLook } from '../../../../renderer/diagram/scene/drawFishbone'
import { drawTree, type TreeLook } from '../../../../renderer/diagram/scene/drawTree'
import { shapeNames } from '../../../../renderer/diagram/scene/shapes'
import { roughMeasure } from '../../../../renderer/diagram/scene/text'

const event = (id: string, more: Partial<TreeLook> = {}): TreeLook => ({
  id,
  node: id,
  text: `事件 ${id}`,
  shape: 'basic',
  children: [],
  ...more
})
const ofNode = (items: readonly Item[], node: string) => items.filter(item => item.node === node)
const textsOf = (items: readonly Item[]) => items.flatMap(item => (item.kind === 'text' ? item.lines : []))

describe('a drawn tree', () => {
  it('has a symbol for every gate and event there can be', () => {
    expect(shapeNames).toEqual(expect.arrayContaining([...gateKinds, ...eventKinds]))
    const { scene, places } = drawTree(
      [
        event('top', {
          shape: 'or',
          children: shapeNames.map(shape => event(shape, { shape, inside: '2/3' }))
        })
      ],
      { direction: 'down', width: 120 },
      roughMeasure
    )
    expect(schema.parse(scene)).toEqual(scene)
    expect(places.map(place => place.key)).toEqual(['top', ...shapeNames])
    for (const name of shapeNames) {
      const items = ofNode(scene.items, name)
      expect(items.some(item => item.kind === 'shape')).toBe(true)
      expect(textsOf(items)).toContain('2/3')
    }
  })

  it('marks repeats and negated inputs, and lights the way of what stands out', () => {
    const children = [
      event('a', { repeated: true }),
      event('b', { negated: true }),
      event('c', { tone: 'bad' })
    ]
    const { scene } = drawTree(
      [event('top', { shape: 'and', children })],
      { direction: 'down', width: 120 },
      roughMeasure
    )
    expect(ofNode(scene.items, 'a').some(item => item.kind === 'mark' && item.mark === 'repeat')).toBe(true)
    expect(
      ofNode(scene.items, 'b').some(item => item.kind === 'box' && item.radius === 4 && item.width === 8)
    ).toBe(true)
    const lit = scene.items.filter(
      item => item.kind === 'line' && item.stroke === 'bad' && item.points.length === 8
    )
    expect(lit.map(item => item.node)).toEqual(['c'])
  })

  it('grows to the right for whys', () => {
    const { places } = drawTree(
      [event('w', { shape: null, children: [event('x', { shape: null })] })],
      { direction: 'right', width: 150 },
      roughMeasure
    )
    const [w, x] = places
    expect(x?.x).toBeGreaterThan((w?.x ?? 0) + (w?.width ?? 0))
  })
})

describe('a drawn fishbone', () => {
  it('shows states by sign, figures, and how much is folded away', () => {
    const cause = (id: string, more: Partial<FishboneLook> = {}): FishboneLook => ({
      id,
      text: id,
      children: [],
      ...more
    })
    const { scene, places } = drawFishbone(
      cause('effect'),
      [
        cause('category', {
          children: [
            cause('a', { state: 'open', facts: [{ mark: 'votes', text: '3' }] }),
            cause('b', { state: 'ruledOut', folded: true, children: [cause('c'), cause('d')] })
          ]
        })
      ],
      roughMeasure
    )
    expect(places.map(place => place.key)).toEqual(['effect', 'category', 'a', 'b'])
    const signs = (node: string) =>
      ofNode(scene.items, node).flatMap(item => (item.kind === 'mark' ? [item.mark] : []))
    expect([signs('a'), signs('b')]).toEqual([['votes'], ['ruledOut', 'folded']])
    expect(textsOf(ofNode(scene.items, 'b'))).toEqual(['b', '2'])
    for (const { x, y, width, height } of places) {
      expect(Math.min(x, y)).toBeGreaterThan(0)
      expect([x + width < scene.width, y + height < scene.height]).toEqual([true, true])
    }
  })
})
