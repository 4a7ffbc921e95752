import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultTree as contract } from '@contract/faultTree'
import type { Input, Output } from '@contract/index'
import type { DiagramNode } from '@contract/diagram/node'
import { recordsOf } from '../../../main/rca/fta/diagram/records'
import { eventsFromCsv, eventsToCsv } from '../../../main/rca/fta/diagram/events'
import { readMef } from '../../../main/rca/fta/mef/reader'
import { solveDrawn, sweepDrawn, uncertaintyDrawn } from '../../../main/rca/fta/studio'
import { csvText } from '../../../main/store/csv'

/** TOP = (pump1 or shared) and (pump2 or shared), and a gate beside it; rates share one uncertain parameter. */
const mef = `<opsa-mef><define-fault-tree name="t">
  <define-gate name="TOP"><and><gate name="A"/><gate name="B"/></and></define-gate>
  <define-gate name="A"><or><event name="pump1"/><event name="shared"/></or></define-gate>
  <define-gate name="B"><or><event name="pump2"/><event name="shared"/></or></define-gate>
  <define-gate name="beside"><or><gate name="A"/><event name="h"/></or></define-gate>
  </define-fault-tree><model-data>
  <define-parameter name="rate"><lognormal-deviate><float value="1e-4"/><float value="3"/><float value="0.95"/></lognormal-deviate></define-parameter>
  <define-basic-event name="pump1"><exponential><parameter name="rate"/><float value="1000"/></exponential></define-basic-event>
  <define-basic-event name="pump2"><exponential><parameter name="rate"/><float value="1000"/></exponential></define-basic-event>
  <define-basic-event name="shared"><float value="0.01"/></define-basic-event>
  <define-house-event name="h"><constant value="false"/></define-house-event>
  </model-data></opsa-mef>`

let made = 0
const nodes = recordsOf(readMef(mef), () => `n${String(made++)}`).nodes
const idOf = (name: string): string => nodes.find(node => node.data['name'] === name)?.id ?? ''
const q = 1 - Math.exp(-0.1)

/** As a handler does it: parsed before, and the answer checked against the contract. */
function solve(asked: Omit<Input<'faultTree.solve'>, 'nodes'>, of = nodes): Output<'faultTree.solve'> {
  const input = contract['faultTree.solve'].input.parse({ nodes: of, ...asked })
  return contract['faultTree.solve'].output.parse(solveDrawn(input))
}

/** Exact by hand: shared, or both pumps. */
const top = (one: number, two: number, shared: number): number => shared + (1 - shared) * one * two

describe('a drawn tree is solved', () => {
  test('with cut sets and importances by place, and every gate beside the top', () => {
    const found = solve({})
    expect(found.top).toEqual({ id: idOf('TOP'), name: 'TOP' })
    expect(found.p).toBeCloseTo(top(q, q, 0.01), 13)
    expect(found.mcs).toBe('2')
    const names = found.parts.map(part => part.name)
    // 0.01 against 0.00905...
    expect(found.cutSets.map(set => set.parts.map(part => names[part]).sort())).toEqual([
      ['shared'],
      ['pump1', 'pump2']
    ])
    const gates = new Map(found.gates.map(gate => [gate.id, gate.p]))
    expect(gates.get(idOf('A'))).toBeCloseTo(1 - (1 - q) * 0.99, 13)
    expect(gates.get(idOf('TOP'))).toBe(found.p)
    expect(found.importance.find(row => names[row.part] === 'shared')?.birnbaum).toBeCloseTo(1 - q * q, 13)
    expect(found.missing).toEqual([])
  })

  test('as if an event or a gate were decided', () => {
    expect(solve({ given: { [idOf('shared')]: false } }).p).toBeCloseTo(q * q, 13)
    expect(solve({ given: { [idOf('shared')]: true } }).p).toBe(1)
    const failed = solve({ given: { [idOf('A')]: true } })
    expect(failed.p).toBeCloseTo(1 - (1 - q) * 0.99, 13)
    const decided = solve({ given: { [idOf('TOP')]: true } })
    expect(decided.p).toBe(1)
    expect(decided.gates.find(gate => gate.id === idOf('B'))?.p).toBeCloseTo(1 - (1 - q) * 0.99, 13)
    // A gate that the top has no more need of has a probability all the same.
    const other = solve({ given: { [idOf('A')]: false } })
    expect(other.p).toBe(0)
    expect(other.gates.find(gate => gate.id === idOf('B'))?.p).toBeCloseTo(1 - (1 - q) * 0.99, 13)
    expect(() => solve({ given: { nowhere: true } })).toThrow(
      expect.objectContaining({ message: 'rca.reference' })
    )
  })

  test('by its cut sets where a probability is missing, which it names', () => {
    const bare = nodes.map(node =>
      node.id === idOf('pump1') ? { ...node, data: { ...node.data, model: { kind: 'none' } } } : node
    )
    const found = solve({}, bare)
    expect([found.p, found.mcs, found.missing]).toEqual([null, '2', [idOf('pump1')]])
    expect(found.gates).toEqual([])
    expect(solve({ top: idOf('B') }, bare).p).toBeCloseTo(1 - (1 - q) * 0.99, 13)
  })

  test('with the whole probability of a member of a common-cause group', () => {
    const xml = `<opsa-mef><define-fault-tree name="t">
      <define-gate name="TOP"><and><event name="a"/><event name="b"/></and></define-gate>
      <define-basic-event name="a"/><define-basic-event name="b"/>
      <define-CCF-group name="both" model="beta-factor"><members><basic-event name="a"/><basic-event name="b"/></members>
      <distribution><float value="0.1"/></distribution><factors><factor level="2"><float value="0.2"/></factor></factors></define-CCF-group>
      </define-fault-tree></opsa-mef>`
    let n = 0
    const own = recordsOf(readMef(xml), () => `c${String(n++)}`).nodes
    const found = solve({}, own)
    const a = own.find(node => node.data['name'] === 'a')?.id ?? ''
    expect(found.gates.find(one => one.id === a)?.p).toBeCloseTo(1 - (1 - 0.08) * (1 - 0.02), 13)
    expect(found.gateCount).toBe(1)
  })

  test('with its prime implicants where something is negated, and not where nothing is', () => {
    const xml = `<opsa-mef><define-fault-tree name="t">
      <define-gate name="TOP"><or><and><event name="a"/><event name="b"/></and><and><not><event name="a"/></not><event name="c"/></and></or></define-gate>
      ${['a', 'b', 'c'].map((name, i) => `<define-basic-event name="${name}"><float value="0.${String(i + 1)}"/></define-basic-event>`).join('')}
      </define-fault-tree></opsa-mef>`
    let n = 0
    const own = recordsOf(readMef(xml), () => `p${String(n++)}`).nodes
    const found = solve({ primes: true }, own)
    const names = found.parts.map(part => part.name)
    const named = (places: readonly number[]): string => places.map(place => names[place]).join(' ')
    // a b, not a c, and their consensus b c.
    expect(found.primes?.count).toBe('3')
    expect(found.primes?.byOrder).toEqual(['0', '0', '3'])
    expect(found.primes?.listed.map(one => [named(one.parts), named(one.absent)])).toEqual([
      ['c', 'a'],
      ['b c', ''],
      ['a b', '']
    ])
    expect(found.primes?.listed[0]?.probability).toBeCloseTo(0.9 * 0.3, 13)
    expect(found.primesSpent).toBe(false)
    expect(found.gateCount).toBe(own.filter(node => node.type === 'gate').length)
    expect(solve({ primes: true, limitOrder: 1 }, own).primes).toMatchObject({ count: '0', order: 1 })
    expect(solve({ primes: true }).primes).toBeNull()
    expect(solve({}, own).primes).toBeNull()
  })

  test('with every gate of a published tree as if each were the top (skipped where the trees are not beside the project)', () => {
    const file = '../shared/fta/aralia/das9601.xml'
    if (!existsSync(file)) return
    let n = 0
    const model = readMef(readFileSync(file, 'utf8'))
    const all = recordsOf(model, () => `m${String(n++)}`).nodes
    const found = solve({ list: 0, importance: false }, all)
    expect(found.gates.length).toBeGreaterThan(100)
    for (const gate of found.gates.filter((_, i) => i % 17 === 0))
      expect(gate.p).toBeCloseTo(
        solve({ top: gate.id, gates: false, list: 0, importance: false }, all).p ?? -1,
        12
      )
  })
})

test('uncertainty: percentiles and a histogram of shared draws, the same for the same seed', () => {
  const ask = (seed: number): Output<'faultTree.uncertainty'> =>
    contract['faultTree.uncertainty'].output.parse(
      uncertaintyDrawn(contract['faultTree.uncertainty'].input.parse({ nodes, trials: 4000, seed }))
    )
  const found = ask(7)
  expect(ask(7)).toEqual(found)
  expect(ask(8).mean).not.toBe(found.mean)
  expect(found.pointValue).toBeCloseTo(top(q, q, 0.01), 13)
  // Both pumps follow one draw: E[q1 q2] is above the product of the means.
  expect(found.mean).toBeGreaterThan(found.pointValue)
  expect(found.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(4000)
  const values = found.percentiles.map(one => one.value)
  expect(values).toEqual(values.toSorted((a, b) => a - b))
})

describe('a sweep', () => {
  const ask = (asked: Input<'faultTree.sweep'>['ask']): Output<'faultTree.sweep'> =>
    contract['faultTree.sweep'].output.parse(
      sweepDrawn(contract['faultTree.sweep'].input.parse({ nodes, ask: asked }))
    )

  test('runs through an event or a parameter', () => {
    const event = ask({ kind: 'curve', of: idOf('shared'), from: 0, to: 1, points: 3 })
    expect(event.value).toBeCloseTo(0.01, 14)
    for (const { value, p } of event.points) expect(p).toBeCloseTo(top(q, q, value), 13)
    const rate = ask({ kind: 'curve', of: idOf('rate'), from: 1e-5, to: 1e-3, points: 5, log: true })
    expect(rate.points[2]?.value).toBeCloseTo(1e-4, 16)
    for (const { value, p } of rate.points) {
      const now = 1 - Math.exp(-value * 1000)
      expect(p).toBeCloseTo(top(now, now, 0.01), 13)
    }
    expect(() => ask({ kind: 'curve', of: idOf('A'), from: 0, to: 1 })).toThrow()
  })

  test('of everything is a tornado, the widest first', () => {
    const { bars, p } = ask({ kind: 'tornado', factor: 2 })
    expect(p).toBeCloseTo(top(q, q, 0.01), 13)
    expect(bars.map(bar => bar.kind).sort()).toEqual(['event', 'event', 'event', 'parameter'])
    const shared = bars.find(bar => bar.id === idOf('shared'))
    expect(shared?.low).toBeCloseTo(top(q, q, 0.005), 13)
    expect(shared?.high).toBeCloseTo(top(q, q, 0.02), 13)
    const widths = bars.map(bar => bar.high - bar.low)
    expect(widths).toEqual(widths.toSorted((a, b) => b - a))
  })
})

describe('events as CSV', () => {
  const text = (of: readonly DiagramNode[]): string => new TextDecoder().decode(csvText(eventsToCsv(of)))
  const read = (csv: string) => eventsFromCsv(csv, nodes, () => `new${String(made++)}`)

  test('come back as they were', () => {
    const { events, errors, unknown } = read(text(nodes))
    expect([errors, unknown]).toEqual([[], []])
    const before = new Map(nodes.map(node => [node.id, node]))
    expect(events).toHaveLength(4)
    for (const { node, isNew } of events) {
      expect(isNew).toBe(false)
      expect(node).toEqual(before.get(node.id))
    }
  })

  test('are read with semicolons, tabs, decimal commas, units and headings of other programs', () => {
    const found = read(
      '\uFEFFEvent;Failure rate;Test interval;Time unit;Vendor\r\npump1;0,024;30;d;ACME\r\n"new; one";1e-6;;;\r\n'
    )
    expect(found.unknown).toEqual(['Vendor'])
    expect(found.events.map(({ node, isNew }) => [node.data['name'], isNew, node.data['model']])).toEqual([
      [
        'pump1',
        false,
        { kind: 'dormant', rate: 0.001, interval: 720, first: 720, repair: null, time: null, figure: 'mean' }
      ],
      ['new; one', true, { kind: 'exponential', rate: 1e-6, time: null }]
    ])
    expect(read('名称\t概率\n泵\t0.25').events[0]?.node.data).toMatchObject({
      name: '泵',
      model: { kind: 'fixed', p: 0.25 }
    })
    // A rate may be a parameter, by its name.
    expect(read('name,rate\npump1,rate').events[0]?.node.data['model']).toMatchObject({
      rate: { parameter: idOf('rate') }
    })
  })

  test('say by line and column what cannot be read, and keep the rest', () => {
    const csv = [
      'name,kind,model,p,rate,scale,shape',
      'a,basic,fixed,1.5,,,',
      'b,basis,fixed,0.1,,,',
      'c,,weibull,,,100,',
      'A,,fixed,0.1,,,',
      'd,,magic,0.1,,,',
      ',,fixed,0.1,,,',
      'e,,fixed,0.1,,,',
      'e,,fixed,0.2,,,',
      'f,,exponential,,lambda,,',
      'g,,fixed,0.1x,,,'
    ].join('\n')
    const { events, errors } = read(csv)
    expect(events.map(({ node }) => node.data['name'])).toEqual(['e'])
    expect(errors.map(({ line, column, why }) => [line, column, why])).toEqual([
      [2, 4, 'range'],
      [3, 2, 'kind'],
      [4, 7, 'missing'],
      [5, 1, 'gate'],
      [6, 3, 'model'],
      [7, 1, 'name'],
      [9, 1, 'twice'],
      [10, 5, 'parameter'],
      [11, 4, 'number']
    ])
    expect(() => read('what,else\n1,2')).toThrow(/noNames/)
  })
})
