import { describe, expect, it } from 'vitest'
import { readEvents } from '../../../renderer/app/client/sse'
import { touches } from '../../../renderer/app/client/topics'
import { backOff } from '../../../renderer/app/client/transport'
import { isFaint, rankWords } from '../../../renderer/app/shell/rank'
import { initials } from '../../../renderer/app/shell/initials'
import { matches, parseKeys } from '../../../renderer/app/shortcuts'
import {
  compareValues,
  filterRows,
  haystacks,
  moveColumn,
  reconcile,
  sortRows,
  trackOf,
  type Column
} from '../../../renderer/ui/grid/columns'

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more
})

describe('shortcuts', () => {
  const fits = (keys: string, event: ReturnType<typeof press>): boolean =>
    parseKeys(keys).every(c => matches(c, event))

  it('take Ctrl and Cmd for mod, and tell chords apart', () => {
    expect(fits('mod+k', press('k', { ctrlKey: true }))).toBe(true)
    expect(fits('mod+k', press('k', { metaKey: true }))).toBe(true)
    expect(fits('mod+k', press('k'))).toBe(false)
    expect(fits('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(fits('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
  })

  it('know signs that need Shift on some keyboards', () => {
    expect(fits('?', press('?', { shiftKey: true }))).toBe(true)
    expect(fits('/', press('/', { shiftKey: true }))).toBe(true)
    expect(fits('n', press('N', { shiftKey: true }))).toBe(false)
    expect(fits('alt+ArrowUp', press('ArrowUp', { altKey: true }))).toBe(true)
  })

  it('read sequences', () => {
    expect(parseKeys('g c').map(chord => chord.key)).toEqual(['g', 'c'])
  })
})

describe('the event stream', () => {
  async function read(chunks: readonly string[]): Promise<string[]> {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
        controller.close()
      }
    })
    const events: string[] = []
    for await (const event of readEvents(body)) events.push(event)
    return events
  }

  it('joins what the network cut, and several lines of data', async () => {
    expect(await read(['data: {"a"', ':1}\n\ndata: x\nda', 'ta: y\r\n\r\n', ': ping\n\n'])).toEqual([
      '{"a":1}',
      'x\ny',
      ''
    ])
  })

  it('waits longer after each failure, but never long', () => {
    expect(backOff(0, 0.5)).toBe(500)
    expect(backOff(3, 0.5)).toBe(4000)
    expect(backOff(30, 1)).toBeLessThanOrEqual(18_750)
  })
})

describe('what an event makes stale', () => {
  const event = { topic: 'case', id: 'c1', subject: null }
  it.each([
    ['cases.list', {}, true],
    ['search.find', { text: 'x' }, true],
    ['instruments.sets', { caseId: 'c1' }, true],
    ['instruments.sets', { caseId: 'c2' }, false],
    ['people.users', {}, false]
  ])('%s %j', (name, input, stale) => {
    expect(touches(event, name, input)).toBe(stale)
  })

  it('also what a screen says it depends on', () => {
    expect(touches(event, 'people.users', {}, ['case'])).toBe(true)
  })
})

describe('lists', () => {
  interface Row {
    readonly name: string
    readonly n: number | null
  }
  const columns: readonly Column<Row>[] = [
    { id: 'name', title: 'Name', value: row => row.name },
    { id: 'n', title: 'n', value: row => row.n }
  ]
  const rows: readonly Row[] = [
    { name: 'LOT-10', n: 3 },
    { name: 'LOT-9', n: null },
    { name: '漏电', n: 12 }
  ]

  it('sort as people do, with nothing last either way', () => {
    expect(compareValues('LOT-9', 'LOT-10', 'en')).toBeLessThan(0)
    expect(sortRows(rows, columns[1], false, 'en').map(row => row.n)).toEqual([3, 12, null])
    expect(sortRows(rows, columns[1], true, 'en').map(row => row.n)).toEqual([12, 3, null])
  })

  it('filter by every word', () => {
    expect(filterRows(rows, haystacks(rows, columns), 'lot 3')).toEqual([rows[0]])
    expect(filterRows(rows, haystacks(rows, columns), '漏')).toEqual([rows[2]])
  })

  it('keep what a person arranged when columns come and go', () => {
    const fresh = { order: ['a', 'b', 'c', 'd'], hidden: ['d'], widths: {} }
    const kept = { order: ['c', 'gone', 'a'], hidden: ['a'], widths: { c: 90 } }
    expect(reconcile(kept, fresh)).toEqual({
      order: ['c', 'd', 'a', 'b'],
      hidden: ['a', 'd'],
      widths: { c: 90 }
    })
    expect(moveColumn(fresh, 'd', 'a').order).toEqual(['d', 'a', 'b', 'c'])
  })

  it('give way before the list is scrolled sideways, unless a person set their width', () => {
    const track = (column: Partial<Column<never>>, widths = {}): string =>
      trackOf({ id: 'a', title: 'A', value: () => '', ...column }, { order: ['a'], hidden: [], widths })
    expect(track({ width: 120 })).toBe('120px')
    expect(track({ width: 120, least: 80 })).toBe('minmax(80px, 120px)')
    expect(track({ width: 260, grow: true })).toBe('minmax(260px, 1fr)')
    expect(track({ width: 120, least: 80, grow: true }, { a: 99 })).toBe('99px')
  })

  it('rank commands by how they begin', () => {
    const lines = ['Open a case', 'Case list', 'Create store'].map(label => ({ label, words: '' }))
    expect(
      rankWords(lines, 'case')
        .map(line => line.label)
        .slice(0, 2)
    ).toEqual(['Case list', 'Open a case'])
    expect(rankWords(lines, 'cs').map(line => line.label)).toContain('Create store')
    const [store] = rankWords(lines, 'create')
    expect(store !== undefined && isFaint(store, 'cs') && !isFaint(store, 'create')).toBe(true)
  })

  it('shorten names for a small circle', () => {
    expect([initials('林美玲'), initials('Anna Novak'), initials('root'), initials('')]).toEqual([
      '美玲',
      'AN',
      'R',
      ''
    ])
  })
})
