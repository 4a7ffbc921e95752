import { applied, inverse, type Change } from '@contract/diagram/change'
import type { FaultTreeNode } from '@contract/diagram/faultTree'
import { flawOf, parseNode } from '@contract/diagram/kinds'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copyOf,
  pasteCopy,
  pasteList,
  pasteRepeat,
  readCopied,
  readList
} from '../../../../renderer/rca/faultTree/commands/clipboard'
import {
  addExisting,
  addNew,
  indent,
  moveBy,
  moveInput,
  negate,
  outdent,
  setField,
  setSetting,
  type Made
} from '../../../../renderer/rca/faultTree/commands/edit'
import {
  autoNumber,
  develop,
  fold,
  pageOut,
  removeInputs,
  removeRecords,
  setPage,
  unsplit,
  wrap
} from '../../../../renderer/rca/faultTree/commands/shape'
import { treeOf, type TreeNodes } from '../../../../renderer/rca/faultTree/tree'
import { flat, pagesOf, placesOf } from '../../../../renderer/rca/faultTree/view'

let made = 0
const newId = (): string => `n${String(++made)}`

/** Makes a command's changes, and proves that they fit, are sound and can be taken back. */
function after(nodes: TreeNodes, command: Made): TreeNodes {
  if (command === null) return nodes
  const done = applied(nodes, command.changes)
  if (!done.ok) throw new Error(`clash ${JSON.stringify(done.clash)} in ${command.intent.key}`)
  const touched = new Set(command.changes.map(one => ('node' in one ? one.node.id : one.id)))
  expect(flawOf('faultTree', done.nodes as Nodes, touched), command.intent.key).toBeNull()
  for (const id of touched) {
    const node = done.nodes.get(id)
    if (node !== undefined) expect(parseNode('faultTree', node as DiagramNode)).toMatchObject({ ok: true })
  }
  const back = applied(done.nodes, inverse(command.changes))
  expect(back.ok && [...back.nodes].sort(byId)).toEqual([...nodes].sort(byId))
  if (command.select !== null && command.changes.some(one => one.op !== 'remove'))
    expect(done.nodes.has(command.select), command.intent.key).toBe(true)
  return done.nodes
}

const byId = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1)

const nothing: TreeNodes = new Map<string, FaultTreeNode>()

/** Top = OR(A and B, k of 3), B used twice. */
function small(): { readonly nodes: TreeNodes; readonly id: (name: string) => string } {
  let nodes = after(
    nothing,
    addNew(nothing, null, { type: 'gate', data: { name: 'Top', gate: 'or' } }, newId)
  )
  const id = (name: string): string => {
    for (const node of nodes.values()) if ('name' in node.data && node.data.name === name) return node.id
    throw new Error(`no ${name}`)
  }
  const put = (gate: string, type: 'gate' | 'event', data: { name: string; gate?: string }): void => {
    nodes = after(nodes, addNew(nodes, { gate: id(gate) }, { type, data }, newId))
  }
  put('Top', 'gate', { name: 'Both', gate: 'and' })
  put('Both', 'event', { name: 'A' })
  put('Both', 'event', { name: 'B' })
  put('Top', 'gate', { name: 'Some', gate: 'atleast' })
  put('Some', 'event', { name: 'C' })
  nodes = after(nodes, addExisting(nodes, { gate: id('Some') }, id('B'), newId))
  put('Some', 'event', { name: 'D' })
  return { nodes, id }
}

const inputOf = (nodes: TreeNodes, gate: string, target: string): string => {
  const tree = treeOf(nodes)
  return tree.inputs.get(gate)?.find(input => input.data.of === target)?.id ?? 'none'
}

describe('splitting over pages', () => {
  it('is possible exactly where it would do something, and says why not', () => {
    const { nodes, id } = small()
    expect(unsplit(nothing, 5)).toBe('empty')
    expect(unsplit(nodes, 60)).toBe('small')
    // Eight places; both gates below the top are too small to stand alone.
    expect(unsplit(nodes, 7)).toBe(pageOut(nodes, 7) === null ? 'flat' : null)
    let wide = nodes
    for (let i = 0; i < 9; i++)
      wide = after(
        wide,
        addNew(wide, { gate: id('Some') }, { type: 'event', data: { name: `E${String(i)}` } }, newId)
      )
    expect(unsplit(wide, 8)).toBeNull()
    const split = after(wide, pageOut(wide, 8))
    expect(pagesOf(treeOf(split)).list).toHaveLength(2)
    // The new page is larger still, and has events alone.
    expect(unsplit(split, 8)).toBe('flat')
    expect(unsplit(split, 20)).toBe('small')
  })
})

describe('commands of the fault tree', () => {
  it('leaves out a repeat that would put a gate into itself', () => {
    const { nodes, id } = small()
    expect(addExisting(nodes, { gate: id('Both') }, id('Top'), newId)).toBeNull()
    expect(moveInput(nodes, inputOf(nodes, id('Top'), id('Both')), { gate: id('Both') })).toBeNull()
    expect(pasteRepeat(nodes, { gate: id('Both') }, [id('Top')], newId)).toBeNull()
  })

  it('clashes where a text is not any more what it was when the writing began', () => {
    const { nodes, id } = small()
    const theirs = after(nodes, setField(nodes, id('A'), 'label', 'theirs'))
    const mine = setField(theirs, id('A'), 'label', 'mine', 'rename', '')
    expect(applied(theirs, mine?.changes ?? [])).toMatchObject({
      ok: false,
      clash: { why: 'field', mine: 'mine', theirs: 'theirs' }
    })
    expect(setField(theirs, id('A'), 'label', 'theirs', 'rename', '')).toBeNull()
  })

  it('removes with a place only what is used nowhere else', () => {
    const { nodes, id } = small()
    const without = after(nodes, removeInputs(nodes, [inputOf(nodes, id('Top'), id('Both'))]))
    const names = treeOf(without).names
    expect([...names].sort()).toEqual(['B', 'C', 'D', 'Some', 'Top'])
    const kept = after(nodes, removeInputs(nodes, [inputOf(nodes, id('Top'), id('Both'))], 'input'))
    expect(treeOf(kept).roots.map(gate => gate.data.name)).toEqual(['Top', 'Both'])
  })

  it('removes an event everywhere', () => {
    const { nodes, id } = small()
    const without = after(nodes, removeRecords(nodes, [id('B')]))
    expect(treeOf(without).names.has('B')).toBe(false)
    expect(treeOf(without).inputs.get(id('Some'))?.length).toBe(2)
  })

  it('copies below with names and ids of their own, shared inside as they were', () => {
    const { nodes, id } = small()
    const copied = copyOf(nodes, 'd1', [inputOf(nodes, id('Top'), id('Some'))])
    expect(copied?.text).toBe('Some\n\tC\n\tB\n\tD')
    const read = readCopied(copied?.json ?? '')
    if (read === null) throw new Error('not read')
    const twice = after(nodes, pasteCopy(nodes, { gate: id('Both') }, read, newId))
    expect([...treeOf(twice).names].sort()).toEqual([
      'A',
      'B',
      'B_2',
      'Both',
      'C',
      'C_2',
      'D',
      'D_2',
      'Some',
      'Some_2',
      'Top'
    ])
    const elsewhere = after(nothing, pasteCopy(nothing, null, read, newId))
    expect(treeOf(elsewhere).top?.data.name).toBe('Some')
  })

  it('takes parameters along to another tree', () => {
    const { nodes, id } = small()
    const parameter: Change = {
      op: 'add',
      node: {
        id: 'lambda',
        type: 'parameter',
        parent: null,
        rank: 'zz',
        data: { name: 'L', label: '', unit: '', value: { kind: 'number', value: 1e-5 }, attributes: [] }
      }
    }
    const with_ = applied(nodes, [parameter])
    if (!with_.ok) throw new Error('clash')
    const modelled = after(
      with_.nodes,
      setField(with_.nodes, id('C'), 'model', {
        kind: 'exponential',
        rate: { parameter: 'lambda' },
        time: null
      })
    )
    const read = readCopied(copyOf(modelled, 'd1', [id('C')])?.json ?? '')
    if (read === null) throw new Error('not read')
    const there = treeOf(after(nothing, pasteCopy(nothing, null, read, newId)))
    const [model] = there.events.map(event => event.data.model)
    expect(model).toEqual({ kind: 'exponential', rate: { parameter: there.parameters[0]?.id }, time: null })
    expect(there.parameters[0]?.data.name).toBe('L')
  })

  it('reads an indented list with bullets and numbers', () => {
    expect(readList('晶圆破片\n  - 机械手\n    1. 真空泄漏\n  * 传送\n\nend')).toEqual([
      { depth: 0, text: '晶圆破片' },
      { depth: 1, text: '机械手' },
      { depth: 2, text: '真空泄漏' },
      { depth: 1, text: '传送' },
      { depth: 0, text: 'end' }
    ])
    const tree = treeOf(after(nothing, pasteList(nothing, null, 'top\n\ta\n\t\tb\n\tc', newId)))
    expect(tree.gates.map(gate => [gate.data.label, tree.inputs.get(gate.id)?.length])).toEqual([
      ['top', 2],
      ['a', 1]
    ])
  })

  it('makes a gate of an event and keeps its places', () => {
    const { nodes, id } = small()
    const next = after(nodes, develop(nodes, id('B'), newId))
    const gate = treeOf(next).gates.find(one => one.data.name === 'B')
    expect(treeOf(next).uses.get(gate?.id ?? '')?.length).toBe(2)
  })

  it('numbers in reading order', () => {
    const { nodes } = small()
    const next = treeOf(after(nodes, autoNumber(nodes, { gate: 'G', event: 'E' })))
    expect(next.top?.data.name).toBe('G1')
    expect([...next.names].sort()).toEqual(['E1', 'E2', 'E3', 'E4', 'G1', 'G2', 'G3'])
  })

  it('stays sound whatever is done in whatever order', () => {
    const step = fc.record({ what: fc.nat(17), a: fc.nat(1000), b: fc.nat(1000) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        let nodes: TreeNodes = small().nodes
        for (const { what, a, b } of steps) nodes = after(nodes, chosen(nodes, what, a, b))
        const tree = treeOf(nodes)
        const pages = pagesOf(tree)
        // Every input of a gate is drawn once and once only.
        const drawn = pages.list.flatMap(page => {
          const top = placesOf(tree, pages, page.id, new Set(tree.gates.map(gate => gate.id)))
          return top === null ? [] : flat(top).map(place => place.id)
        })
        const inputs = [...nodes.values()].filter(node => node.type === 'input').length
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn.length).toBe(inputs + pages.list.length)
      }),
      { numRuns: 150 }
    )
  })
})

function chosen(nodes: TreeNodes, what: number, a: number, b: number): Made {
  const tree = treeOf(nodes)
  const inputs = [...nodes.values()].filter(node => node.type === 'input')
  const gate = tree.gates[a % Math.max(1, tree.gates.length)]?.id ?? ''
  const input = inputs[b % Math.max(1, inputs.length)]?.id ?? ''
  const other = inputs[a % Math.max(1, inputs.length)]
  const event = tree.events[b % Math.max(1, tree.events.length)]?.id ?? ''
  switch (what) {
    case 0:
      return addNew(nodes, { gate, after: input }, { type: 'event' }, newId)
    case 1:
      return addNew(nodes, { gate, before: input }, { type: 'gate', data: { gate: 'and' } }, newId)
    case 2:
      return addExisting(nodes, { gate }, b % 2 === 0 ? event : (other?.data.of ?? ''), newId)
    case 3:
      return moveInput(nodes, input, { gate })
    case 4:
      return moveBy(nodes, input, a % 2 === 0 ? 1 : -1)
    case 5:
      return indent(nodes, input)
    case 6:
      return outdent(nodes, input, other?.id ?? '')
    case 7:
      return negate(nodes, input)
    case 8:
      return removeInputs(nodes, [input, other?.id ?? ''], a % 3 === 0 ? 'input' : 'unused')
    case 9:
      return removeRecords(nodes, [event, ...(a % 5 === 0 ? [gate] : [])])
    case 10:
      return wrap(nodes, a % 2 === 0 ? input : gate, newId)
    case 11:
      return develop(nodes, event, newId)
    case 12:
      return setPage(nodes, [gate], b % 2 === 0)
    case 13:
      return autoNumber(nodes, { gate: 'G', event: a % 2 === 0 ? 'E' : 'X' })
    case 14:
      return setSetting(nodes, 'top', b % 2 === 0 ? gate : null, newId)
    case 15:
      return fold(nodes, [gate], b % 2 === 0)
    case 16: {
      const read = readCopied(copyOf(nodes, 'd', [input])?.json ?? '')
      return read === null ? null : pasteCopy(nodes, { gate }, read, newId)
    }
    default:
      return pageOut(nodes, 5)
  }
}
