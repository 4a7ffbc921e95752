import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FabError } from '@contract/errors'
import { analyse } from '../../../main/rca/fta/analyse'
import { readMef } from '../../../main/rca/fta/mef/reader'
import { writeMef } from '../../../main/rca/fta/mef/writer'
import type { FaultTreeModel } from '../../../main/rca/fta/model'

/** A model without places: those change with the layout of the file. */
function plain(model: FaultTreeModel): unknown {
  return JSON.parse(
    JSON.stringify(model, (key, value: unknown) => {
      if (key === 'at' || key === 'ignored') return undefined
      return value instanceof Map
        ? [...value.entries()].sort(([a], [b]) => String(a).localeCompare(String(b)))
        : value
    })
  )
}

const folder = '../shared/fta'
const present = existsSync(folder)

describe.skipIf(!present)(
  `published models${present ? '' : ' (skipped: they are not beside the project)'}`,
  () => {
    const files = ['aralia', 'logic'].flatMap(name =>
      present
        ? readdirSync(`${folder}/${name}`)
            .filter(file => file.endsWith('.xml'))
            .map(file => `${name}/${file}`)
        : []
    )

    test.each(files)('%s is written and read back the same', file => {
      const model = readMef(readFileSync(`${folder}/${file}`, 'utf8'))
      expect(plain(readMef(writeMef(model)))).toEqual(
        plain({ ...model, name: model.name === '' ? 'tree' : model.name })
      )
    })
  }
)

const all = `<opsa-mef name="all">
  <define-fault-tree name="t">
    <define-gate name="顶 &quot;1&quot; &lt;a&gt;">
      <label>一句话 &amp; more</label>
      <attributes><attribute name="flavor" value="inhibit"/></attributes>
      <or>
        <and><not><event name="x"/></not><nand><event name="x"/><event name="y"/></nand></and>
        <atleast min="2"><event name="x"/><event name="y"/><xor><event name="x"/><house-event name="h"/></xor></atleast>
        <cardinality min="0" max="1"><event name="x"/><imply><event name="y"/><constant value="false"/></imply></cardinality>
        <iff><gate name="g"/><nor><event name="p1"/><event name="p2"/></nor></iff>
      </or>
    </define-gate>
    <define-component name="c"><define-gate name="g"><and><event name="p1"/></and></define-gate></define-component>
  </define-fault-tree>
  <define-CCF-group name="pumps" model="beta-factor">
    <members><basic-event name="p1"/><basic-event name="p2"/></members>
    <distribution><exponential><parameter name="rate"/><system-mission-time/></exponential></distribution>
    <factor><float value="0.1"/></factor>
  </define-CCF-group>
  <model-data>
    <define-house-event name="h"><constant value="true"/></define-house-event>
    <define-basic-event name="x"><Weibull><float value="1e4"/><int value="2"/><float value="0"/><float value="100"/></Weibull></define-basic-event>
    <define-basic-event name="y"><histogram><float value="0"/><bin><float value="0.1"/><float value="3"/></bin><bin><float value="0.3"/><float value="1"/></bin></histogram></define-basic-event>
    <define-parameter name="rate" unit="hours-1"><lognormal-deviate><float value="1e-6"/><float value="3"/><float value="0.95"/></lognormal-deviate></define-parameter>
  </model-data>
</opsa-mef>`

test('every construct is written and read back the same, with the same figures', () => {
  const model = readMef(all)
  const again = readMef(writeMef(model))
  expect(plain(again)).toEqual(plain({ ...model, name: 'all' === again.name ? 'all' : again.name }))
  const { p, mcs } = analyse(again)
  expect({ p, mcs }).toEqual({ p: analyse(model).p, mcs: analyse(model).mcs })
  expect(again.gates.has('顶 "1" <a>')).toBe(true)
})

test('any text is a model or is refused with a reason', () => {
  const piece = fc.constantFrom(
    ...all.split(/(?=<)|(?<=>)/),
    '<',
    '&',
    '"',
    '\u0000',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '&a;'
  )
  const attempt = (text: string): void => {
    try {
      analyse(readMef(text))
    } catch (error) {
      if (!(error instanceof FabError)) throw error
      expect(error.fault.key).toMatch(/^rca\./)
    }
  }
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      attempt(pieces.join(''))
    }),
    { numRuns: 300 }
  )
  fc.assert(
    fc.property(fc.nat(all.length), fc.nat(40), fc.string({ maxLength: 5 }), (at, cut, put) => {
      attempt(all.slice(0, at) + put + all.slice(at + cut))
    }),
    { numRuns: 300 }
  )
})
