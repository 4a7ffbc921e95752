import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutFishbone } from '../../../../renderer/diagram/layout/fishbone'
import { drawFishbone, type FishboneLook } from '../../../../renderer/diagram/scene/drawFishbone'
import { drawTree, type TreeLook } from '../../../../renderer/diagram/scene/drawTree'
import type { Drawn } from '../../../../renderer/diagram/scene/parts'
import { roughMeasure } from '../../../../renderer/diagram/scene/text'

interface Said {
  readonly text: string
  /** Which of those before it is its parent, as a share of them. */
  readonly parent: number
}

const trees = fc.array(
  fc.record<Said>({
    text: fc.constantFrom(
      'Short',
      'A text that takes some more lines than the other',
      '腔体清洗后刻蚀速率漂移'
    ),
    parent: fc.double({ min: 0, max: 0.999, noNaN: true })
  }),
  { minLength: 2, maxLength: 40 }
)

interface Look extends TreeLook, FishboneLook {
  readonly children: readonly Look[]
}

/** Looks of a tree; those that say the same as before are taken again, as the editors do. */
function looksOf(said: readonly Said[], before: ReadonlyMap<string, Look> = new Map()): Map<string, Look> {
  const below = said.map((): number[] => [])
  said.forEach(({ parent }, i) => {
    if (i > 0) below[Math.floor(parent * i)]?.push(i)
  })
  const made = new Map<string, Look>()
  for (let i = said.length - 1; i >= 0; i--) {
    const id = `n${i}`
    const children = (below[i] ?? []).flatMap(child => made.get(`n${child}`) ?? [])
    const look: Look = { id, node: id, text: said[i]?.text ?? '', children }
    const old = before.get(id)
    const same = old?.text === look.text && old.children.every((child, k) => child === children[k])
    made.set(id, same ? old : look)
  }
  return made
}

const drawings = {
  tree: (looks: ReadonlyMap<string, Look>): Drawn => {
    const head = looks.get('n0')
    return drawTree(head === undefined ? [] : [head], { direction: 'right', width: 120 }, roughMeasure)
  },
  fishbone: (looks: ReadonlyMap<string, Look>): Drawn => {
    const head = looks.get('n0')
    return drawFishbone({ id: 'n0', text: head?.text ?? '' }, head?.children ?? [], roughMeasure)
  }
}

const rounded = ({ scene }: Drawn): unknown =>
  JSON.parse(JSON.stringify(scene), (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 20) / 20 : value
  )

describe.each(['tree', 'fishbone'] as const)('a %s drawn again', kind => {
  it('looks as if it were drawn for the first time', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (said, at) => {
        const before = looksOf(said)
        drawings[kind](before)
        const edited = said.map((one, i) =>
          i === at % said.length ? { ...one, text: 'Quite another' } : one
        )
        expect(rounded(drawings[kind](looksOf(edited, before)))).toEqual(
          rounded(drawings[kind](looksOf(edited)))
        )
      }),
      { numRuns: 60 }
    )
  })

  it('keeps what is drawn of all but what was edited, and the lines to what moved', () => {
    const said = Array.from({ length: 40 }, (_, i): Said => ({ text: `Cause ${i}`, parent: 0.4 }))
    const before = looksOf(said)
    const first = new Map(drawings[kind](before).parts.map(part => [part.key, part.items]))
    const edited = said.map((one, i) => (i === 17 ? { ...one, text: 'Quite another' } : one))
    const cards = drawings[kind](looksOf(edited, before)).parts.filter(({ lines }) => !lines)
    const anew = cards.filter(({ key, items }) => key !== 'card/n0' && first.get(key) !== items)
    const above = new Set<string>()
    for (let i = 17; i > 0; i = Math.floor(0.4 * i)) above.add(`card/n${i}`)
    expect(anew.map(({ key }) => key).toSorted()).toEqual([...above].toSorted())
  })
})

it('a fishbone is laid out the same from causes that were laid out elsewhere before', () => {
  const cause = (id: string, children: ReturnType<typeof leaf>[] = []) => ({
    id,
    width: 60,
    height: 16,
    children
  })
  const leaf = (id: string) => ({ id, width: 40, height: 16, children: [] })
  const shared = cause('shared', [leaf('a'), leaf('b')])
  const size = { width: 100, height: 40 }
  // First as the second category, which hangs below the spine; then as the first, above it.
  layoutFishbone(size, [cause('first'), shared])
  const again = layoutFishbone(size, [shared, cause('second')])
  const fresh = layoutFishbone(size, [cause('shared', [leaf('a'), leaf('b')]), cause('second')])
  const places = ({ bones }: typeof again) => bones.map(({ id, x, y, bone }) => ({ id, x, y, bone }))
  expect(places(again)).toEqual(places(fresh))
})
