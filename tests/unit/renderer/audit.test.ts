import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { contract } from '@contract/index'
import { describe, expect, it } from 'vitest'
import { askOf, noFilter } from '../../../renderer/audit/filter'
import { changesOf, differing, nameOf, refsOf, valuesOf } from '../../../renderer/audit/values'

const root = resolve(import.meta.dirname, '../../..')

/** Acts that jobs and the store itself write into the trail, beside the commands of the contract. */
const ownActs = [
  'session.refused',
  'instruments.imported',
  'instruments.notImported',
  'job.interrupted',
  'backup.due',
  'backup.made',
  'backup.restored',
  'store.created',
  'store.openedAfterCrash',
  'store.guardsRestored',
  'store.restored',
  'store.collected',
  'store.auditBroken',
  'store.auditKeyReplaced'
]

describe('names of acts', () => {
  const commands = Object.entries(contract)
    .filter(([, procedure]) => procedure.kind === 'command')
    .map(([name]) => name)

  it.each(['en', 'zh-CN'])('%s: every command of the contract has one, and no two the same', language => {
    const text = readFileSync(join(root, 'resources/locales', language, 'audit.json'), 'utf8')
    const { actions } = JSON.parse(text) as { actions: Record<string, Record<string, string>> }
    const named = new Map(
      Object.entries(actions).flatMap(([room, acts]) =>
        Object.entries(acts).map(([act, words]) => [`${room}.${act}`, words] as const)
      )
    )
    expect([...named.keys()].toSorted()).toEqual([...commands, ...ownActs].toSorted())
    expect(new Set(named.values()).size).toBe(named.size)
  })
})

describe('an entry in words', () => {
  it('shows of a change what differs, of an entering what was told', () => {
    const before = { id: 'a', version: 1, title: 'Old', due: null }
    expect(changesOf(before, { id: 'a', version: 2, title: 'New', due: null })).toEqual([
      { field: 'title', before: 'Old', after: 'New' }
    ])
    expect(changesOf(null, { ...before, updatedAt: 'now' })).toEqual([
      { field: 'title', before: undefined, after: 'Old' }
    ])
    expect(changesOf({ items: [] }, { items: [{ defect: 'x' }] })).toHaveLength(1)
  })

  it('does not stumble over what is no record', () => {
    expect(valuesOf(null)).toBeNull()
    expect(valuesOf('{broken')).toBeNull()
    expect(valuesOf('[1]')).toBeNull()
    expect(valuesOf('"text"')).toBeNull()
    expect(valuesOf('{"a":1}')).toEqual({ a: 1 })
  })

  it('names the record by number and title, else by what it has', () => {
    expect(nameOf(null, { number: 'CC-1', title: 'Bent' })).toBe('CC-1 Bent')
    expect(nameOf({ partNumber: 'FX1', name: '' }, null)).toBe('FX1')
    expect(nameOf({ state: 'open' }, { state: 'done' })).toBe('')
  })

  it('follows ids to records', () => {
    expect(refsOf('customerId', 'c1')).toEqual([{ kind: 'customer', id: 'c1' }])
    expect(refsOf('teamIds', ['u1', 'u2'])).toHaveLength(2)
    expect(refsOf('ownerId', null)).toEqual([])
    expect(refsOf('title', 'c1')).toBeNull()
  })

  it.each([
    ['leakage at cold', 'leakage at hot', 'cold', 'hot'],
    ['same', 'same', '', ''],
    ['', 'new', '', 'new'],
    ['contact', 'contact, second', '', ', second'],
    ['输出漏电超标', '输出电流超标', '漏电', '电流'],
    ['QN-4471', 'QN-4472', '4471', '4472']
  ])('marks what differs between %j and %j', (before, after, gone, come) => {
    const [old, now] = differing(before, after)
    expect(before.slice(...old)).toBe(gone)
    expect(after.slice(...now)).toBe(come)
  })
})

describe('period of the trail', () => {
  it('takes whole days at the site, the last one included', () => {
    const shanghai = (ms: number): string =>
      new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
    const ask = askOf({ ...noFilter, text: ' x ', from: '2026-11-20', until: '2026-11-21' }, shanghai)
    expect(ask).toMatchObject({
      text: 'x',
      from: '2026-11-19T16:00:00.000Z',
      until: '2026-11-21T16:00:00.000Z'
    })
    expect(askOf(noFilter, shanghai)).toMatchObject({ from: null, until: null })
  })
})
