import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, inverse } from '@contract/diagram/change'
import { flawOf } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode, type Nodes } from '@contract/diagram/node'
import { carriedOf, clipOf, copied, pasted } from '../../../../renderer/diagram/tree/clipboard'
import {
  addChild,
  addSibling,
  fold,
  indent,
  moveBy,
  moveTo,
  movedIn,
  movedOut,
  outdent,
  remove,
  uncover
} from '../../../../renderer/diagram/tree/commands'
import { drawn, made, type Step, type TreeDoc } from '../../../../renderer/diagram/tree/model'

const docOf = (nodes: Nodes): TreeDoc => ({ kind: 'fishbone', nodes, children: childrenOf(nodes) })
const node = (id: string, type: string, parent: string | null, rank: string): DiagramNode =>
  made({ kind: 'fishbone' }, { id, type, parent, rank, data: { text: id } })

const start = docOf(
  new Map(
    [
      node('head', 'effect', null, 'V'),
      node('A', 'category', 'head', 'G'),
      node('B', 'category', 'head', 'V'),
      node('a1', 'cause', 'A', 'G'),
      node('a2', 'cause', 'A', 'V'),
      node('a3', 'cause', 'A', 'k'),
      node('b1', 'cause', 'B', 'V')
    ].map(one => [one.id, one])
  )
)

/** The tree as text: `head(A(a1,a2),B)`. */
function shape(doc: TreeDoc, parent: string | null = null): string {
  return drawn(doc, parent)
    .map(one => {
      const below = shape(doc, one.id)
      return below === '' ? one.id : `${one.id}(${below})`
    })
    .join(',')
}

function after(doc: TreeDoc, step: Step | null): TreeDoc {
  if (step === null) throw new Error('nothing was made')
  const result = applied(doc.nodes, step.changes)
  if (!result.ok) throw new Error(result.clash.why)
  expect(flawOf(doc.kind, result.nodes, new Set(result.nodes.keys()))).toBeNull()
  return docOf(result.nodes)
}

describe('commands on a tree', () => {
  it('add where the cursor stands', () => {
    expect(shape(after(start, addChild(start, 'A', 'n')))).toBe('head(A(a1,a2,a3,n),B(b1))')
    expect(shape(after(start, addChild(start, 'A', 'n', '', true)))).toBe('head(A(n,a1,a2,a3),B(b1))')
    expect(shape(after(start, addSibling(start, 'a1', 'n')))).toBe('head(A(a1,n,a2,a3),B(b1))')
    expect(shape(after(start, addSibling(start, 'a1', 'n', '', true)))).toBe('head(A(n,a1,a2,a3),B(b1))')
    expect(shape(after(start, addSibling(start, 'B', 'C')))).toBe('head(A(a1,a2,a3),B(b1),C)')
    expect(shape(after(start, addSibling(start, 'head', 'C')))).toBe('head(A(a1,a2,a3),B(b1),C)')
  })

  it('indent, outdent and move, over to the neighbour at the end', () => {
    expect(shape(after(start, indent(start, ['a2'])))).toBe('head(A(a1(a2),a3),B(b1))')
    expect(shape(after(start, indent(start, ['a2', 'a3'])))).toBe('head(A(a1(a2,a3)),B(b1))')
    expect(indent(start, ['a1'])).toBeNull()
    expect(outdent(start, ['a1'])).toBeNull()
    const deep = after(start, indent(start, ['a2']))
    expect(shape(after(deep, outdent(deep, ['a2'])))).toBe('head(A(a1,a2,a3),B(b1))')
    expect(shape(after(start, moveBy(start, ['a2'], -1)))).toBe('head(A(a2,a1,a3),B(b1))')
    expect(shape(after(start, moveBy(start, ['a1', 'a2'], 1)))).toBe('head(A(a3,a1,a2),B(b1))')
    expect(shape(after(start, moveBy(start, ['a3'], 1)))).toBe('head(A(a1,a2),B(a3,b1))')
    expect(shape(after(start, moveBy(start, ['b1'], -1)))).toBe('head(A(a1,a2,a3,b1),B)')
    expect(shape(after(start, moveBy(start, ['B'], -1)))).toBe('head(B(b1),A(a1,a2,a3))')
    expect(moveBy(start, ['A'], -1)).toBeNull()
  })

  it('never hang a node below itself, nor where its type does not belong', () => {
    const deep = after(start, indent(start, ['a2']))
    expect(moveTo(deep, ['a1'], 'a2', null)).toBeNull()
    expect(moveTo(start, ['a1'], 'head', null)).toBeNull()
    expect(moveTo(start, ['head'], 'A', null)).toBeNull()
    expect(remove(start, ['head'])).toBeNull()
    // Of all that is selected what can go goes.
    expect(remove(start, ['head', 'b1'])?.changes).toEqual(remove(start, ['b1'])?.changes)
  })

  it('remove a node with all below it and its evidence, and select what stood next', () => {
    const evidence = made(start, {
      id: 'e',
      type: 'evidence',
      parent: 'a1',
      rank: 'V',
      data: { of: { kind: 'comment', text: 'seen' } }
    })
    const doc = docOf(new Map([...after(start, indent(start, ['a2'])).nodes, ['e', evidence]]))
    const step = remove(doc, ['a1', 'a2'])
    expect(step?.select).toEqual(['a3'])
    expect(step?.intent).toMatchObject({ key: 'remove', params: { text: 'a1' } })
    const gone = after(doc, step)
    expect(shape(gone)).toBe('head(A(a3),B(b1))')
    expect(gone.nodes.has('e')).toBe(false)
    expect(remove(start, ['a1', 'b1'])?.intent).toMatchObject({ key: 'removeMany', params: { n: 2 } })
    expect(remove(start, ['b1'])?.select).toEqual(['B'])
  })

  it('fold what has something below it, and do nothing twice', () => {
    const deep = after(start, indent(start, ['a2']))
    expect(fold(deep, 'a1', false)).toBeNull()
    expect(after(deep, fold(deep, 'a1', true)).nodes.get('a1')?.data['collapsed']).toBe(true)
    expect(fold(deep, 'a3', true)).toBeNull()
    expect(fold(deep, 'A', true)).toBeNull()
  })

  it('unfold all that hides a node, in one step', () => {
    let doc = after(start, indent(start, ['a2']))
    expect(uncover(doc, 'a2')).toBeNull()
    doc = after(doc, fold(doc, 'a1', true))
    const step = uncover(doc, 'a2')
    expect(step?.intent).toEqual({ key: 'expand', params: { text: 'a1' } })
    expect(after(doc, step).nodes.get('a1')?.data['collapsed']).toBe(false)
  })

  it('move a line that is not made yet in and out, where there is such a level', () => {
    const [line] = addSibling(start, 'a2', 'n')?.changes ?? []
    if (line?.op !== 'add') throw new Error('nothing was made')
    const within = movedIn(start, line.node)
    expect(shape(after(start, within))).toBe('head(A(a1,a2(n),a3),B(b1))')
    const [inner] = within?.changes.slice(-1) ?? []
    if (inner?.op !== 'add') throw new Error('nothing was made')
    expect(shape(after(start, movedOut(start, inner.node)))).toBe('head(A(a1,a2,n,a3),B(b1))')
    // Out of a category it becomes one; out of the head nothing goes.
    const out = after(start, movedOut(start, line.node))
    expect(shape(out)).toBe('head(A(a1,a2,a3),n,B(b1))')
    expect(out.nodes.get('n')?.type).toBe('category')
    expect(movedOut(start, { ...line.node, parent: 'head' })).toBeNull()
    expect(movedIn(start, { ...line.node, rank: 'A' })).toBeNull()
  })

  it('copy as a list for anybody and as records for FabCase, and paste both', () => {
    const deep = after(start, indent(start, ['a2']))
    const { text, json } = copied(deep, ['a1', 'a2', 'b1'])
    expect(text).toBe('a1\n\ta2\nb1')
    let n = 0
    const newId = () => `n${String(++n)}`
    const again = after(deep, pasted(deep, 'B', clipOf(json) ?? [], newId))
    expect(shape(again)).toBe('head(A(a1(a2),a3),B(b1,n1(n2),n3))')
    expect(again.nodes.get('n2')?.data).toMatchObject({ text: 'a2', status: { is: 'open' } })
    expect(clipOf('{"some":"thing"}')).toBeNull()
    expect(clipOf('no json')).toBeNull()
    // A bone pasted below a cause becomes a cause.
    const bone = clipOf(copied(start, ['B']).json) ?? []
    const mixed = after(start, pasted(start, 'a1', bone, newId))
    expect(mixed.nodes.get('n4')).toMatchObject({ type: 'cause', data: { text: 'B' } })
    const list = carriedOf([{ text: 'x', children: [{ text: 'y', children: [] }] }])
    expect(shape(after(start, pasted(start, 'head', list, newId)))).toBe('head(A(a1,a2,a3),B(b1),n6(n7))')
  })

  it('can all be undone, whatever their order', () => {
    const draw = fc.array(fc.tuple(fc.nat(7), fc.nat(100), fc.nat(100)), { maxLength: 40 })
    fc.assert(
      fc.property(draw, draws => {
        let doc = start
        for (const [turn, [what, one, other]] of draws.entries()) {
          const ids = [...doc.nodes.keys()]
          const a = ids[one % ids.length] ?? 'head'
          const b = ids[other % ids.length] ?? 'head'
          const id = `n${String(turn)}`
          const steps = [
            () => addChild(doc, a, id),
            () => addSibling(doc, a, id, '', other % 2 === 0),
            () => indent(doc, [a, b]),
            () => outdent(doc, [a]),
            () => moveBy(doc, [a, b], other % 2 === 0 ? 1 : -1),
            () => moveTo(doc, [a], b, null),
            () => remove(doc, [a]),
            () => fold(doc, a, other % 2 === 0)
          ]
          const step = steps[what]?.() ?? null
          if (step === null) continue
          const next = after(doc, step)
          const back = applied(next.nodes, inverse(step.changes))
          expect(back.ok && shape(docOf(back.nodes))).toBe(shape(doc))
          doc = next
        }
      }),
      { numRuns: 60 }
    )
  })
})
