import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Fault } from '@contract/errors'
import { fabcase } from './cli-support'
import { tempFolder } from './support'

const pumps = `<?xml version="1.0"?>
<opsa-mef>
  <define-fault-tree name="pumps">
    <define-gate name="top"><and><event name="one"/><event name="two"/></and></define-gate>
    <define-gate name="one"><or><event name="pump1"/><event name="valve1"/></or></define-gate>
    <define-gate name="two"><or><event name="pump2"/><event name="valve2"/></or></define-gate>
    <define-basic-event name="pump1"><float value="0.1"/></define-basic-event>
    <define-basic-event name="pump2"><float value="0.2"/></define-basic-event>
    <define-basic-event name="valve1"><float value="0.3"/></define-basic-event>
    <define-basic-event name="valve2"><float value="0.4"/></define-basic-event>
  </define-fault-tree>
  <define-event-tree name="later"/>
</opsa-mef>
`

const faultOf = (err: string) => (JSON.parse(err.trim().split('\n').at(-1) ?? '') as { fault: Fault }).fault

async function model(xml: string): Promise<string> {
  const file = join(await tempFolder(), 'model.xml')
  await writeFile(file, xml)
  return file
}

test('a tree is solved: figures, sets and importance as asked', async () => {
  const file = await model(pumps)
  const plain = await fabcase(['fta', file, '--json'])
  expect(plain.code, plain.err).toBe(0)
  const figures = plain.json() as Record<string, unknown>
  expect(figures).toMatchObject({
    top: 'top',
    mcs: '4',
    mcsByOrder: ['0', '0', '4'],
    events: 4,
    gates: 3,
    coherent: true,
    ignored: [{ what: 'define-event-tree', line: 12 }]
  })
  expect(figures['p']).toBeCloseTo(0.37 * 0.52, 12)
  expect(figures['seconds']).toBeGreaterThan(0)
  expect(figures).not.toHaveProperty('cutSets')
  expect(figures).not.toHaveProperty('importance')

  const full = await fabcase(['fta', file, '--json', '--list', '2', '--importance', '--top', 'one'])
  expect(full.json()).toMatchObject({
    cutSets: [
      { events: ['valve1'], probability: 0.3 },
      { events: ['pump1'], probability: 0.1 }
    ],
    importance: [{ event: 'pump1' }, { event: 'valve1' }]
  })
  const cut = await fabcase(['fta', file, '--json', '--list', '9', '--cut-off', '0.05'])
  expect((cut.json() as { cutSets: unknown[] }).cutSets).toHaveLength(2)
  const limited = await fabcase(['fta', file, '--json', '--limit-order', '1'])
  expect(limited.json()).toMatchObject({ mcs: '0' })
  const words = await fabcase(['fta', file, '--list', '1', '--importance', '--lang', 'zh-CN'])
  expect(words.out).toMatch(/最小割集\s+4/)
})

test('what must be refused ends with 1, the reason and the place', async () => {
  const twice = pumps.replace('name="pump2"><float', 'name="pump1"><float')
  const refused = await fabcase(['fta', await model(twice), '--json'])
  expect(refused.code).toBe(1)
  expect(refused.out).toBe('')
  expect(faultOf(refused.err)).toMatchObject({ key: 'rca.defined', details: { name: 'pump1', at: 8 } })
  const words = await fabcase(['fta', await model('<opsa-mef><define'), '--lang', 'en'])
  expect(words.code).toBe(1)
  expect(words.err).toMatch(/not XML.*Line 1/)
  const bare = pumps.replace('<float value="0.1"/>', '')
  const missing = await fabcase(['fta', await model(bare), '--json'])
  expect(faultOf(missing.err)).toMatchObject({ key: 'rca.noProbability', details: { name: 'pump1' } })
  const qualitative = await fabcase(['fta', await model(bare), '--json', '--qualitative'])
  expect(qualitative.json()).toMatchObject({ p: null, mcs: '4' })
  expect((await fabcase(['fta', await model(pumps), '--top', 'nowhere'])).code).toBe(3)
  const wrong = async (option: string, value: string) =>
    fabcase(['fta', await model(pumps), option, value, '--lang', 'en'])
  expect(await wrong('--limit-order', 'two')).toMatchObject({ code: 2 })
  expect((await wrong('--limit-order', 'two')).err).toContain('a whole number from 0 to 100000.')
  expect((await wrong('--list', '1e3')).err).toContain('The value of --list cannot be used')
  expect((await wrong('--cut-off', '1.5')).err).toContain('a number from 0 to 1.')
})

test('a chain of 10,000 gates is solved', async () => {
  const depth = 10_000
  const gates = Array.from({ length: depth }, (_, i) => {
    const below =
      i === depth - 1 ? `<basic-event name="e${String(depth)}"/>` : `<gate name="g${String(i + 1)}"/>`
    const kind = i % 2 === 0 ? 'or' : 'and'
    return `<define-gate name="g${String(i)}"><${kind}><basic-event name="e${String(i)}"/>${below}</${kind}></define-gate>`
  })
  const events = Array.from(
    { length: depth + 1 },
    (_, i) => `<define-basic-event name="e${String(i)}"><float value="0.01"/></define-basic-event>`
  )
  const xml = `<opsa-mef><define-fault-tree name="deep">${gates.join('')}${events.join('')}</define-fault-tree></opsa-mef>`
  const deep = await fabcase(['fta', await model(xml), '--json', '--limit-order', '2'])
  expect(deep.code, deep.err).toBe(0)
  // x0 + x1 (x2 + x3 (...)): one set of each order.
  expect(deep.json()).toMatchObject({ mcsByOrder: ['0', '1', '1'], gates: depth })
})

test('a tree with negated events: cut sets and prime implicants, each under its name', async () => {
  // (a or b) and not c.
  const file = await model(`<opsa-mef><define-fault-tree name="t">
    <define-gate name="top"><and><or><event name="a"/><event name="b"/></or><not><event name="c"/></not></and></define-gate>
    ${['a', 'b', 'c'].map((name, i) => `<define-basic-event name="${name}"><float value="0.${String(i + 1)}"/></define-basic-event>`).join('')}
  </define-fault-tree></opsa-mef>`)
  const listed = await fabcase(['fta', file, '--json', '--list', '1'])
  expect(listed.json()).toMatchObject({
    coherent: false,
    mcs: '2',
    cutSets: [{ events: ['b'] }],
    primeImplicants: '2',
    primeImplicantsByOrder: ['0', '0', '2'],
    primeImplicantsOrder: null,
    primeImplicantSets: [
      {
        literals: [
          { event: 'b', negated: false },
          { event: 'c', negated: true }
        ]
      }
    ]
  })
  const counted = await fabcase(['fta', file, '--json', '--prime-implicants'])
  expect(counted.json()).toMatchObject({ primeImplicants: '2' })
  expect(counted.json()).not.toHaveProperty('primeImplicantSets')
  expect((await fabcase(['fta', file, '--json'])).json()).not.toHaveProperty('primeImplicants')
  const words = await fabcase(['fta', file, '--list', '5', '--lang', 'en'])
  expect(words.out).toMatch(/Minimal cut sets \(what stays away is left out\):[^]*\n0\.2 +b\n/)
  expect(words.out).toMatch(/Prime implicants \(¬ = must not happen\):[^]*\n0\.14 +b ¬c\n/)
})
