import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchAnswer, SearchDoc, Store } from '../../main/store'
import { marksIn, snippetOf } from '../../main/store/search/marks'
import { codeText, indexTokens, matchQuery, normalise, parseQuery } from '../../main/store/search/tokens'
import { newStore } from './support'

const doc = (over: Partial<SearchDoc> & Pick<SearchDoc, 'id'>): SearchDoc => ({
  kind: 'case',
  title: '',
  subtitle: '',
  body: '',
  codes: [],
  subject: null,
  updatedAt: '2026-03-02T08:00:00.000Z',
  ...over
})

async function keep(store: Store, ...docs: readonly SearchDoc[]): Promise<void> {
  await store.write(async tx => {
    for (const each of docs) tx.index(each)
    return Promise.resolve()
  })
}

const ids = (answer: SearchAnswer): string[] => answer.groups.flatMap(group => group.hits.map(hit => hit.id))
const marked = (text: string, marks: readonly (readonly [number, number])[]): string[] =>
  marks.map(([a, b]) => text.slice(a, b))

describe('search', () => {
  it('finds words, Chinese terms of any length, phrases, beginnings and codes', async () => {
    const store = await newStore()
    await keep(
      store,
      doc({
        id: 'a',
        title: '晶圆边缘漏电流偏大',
        subtitle: '客户 Example Semi',
        body: 'Edge dies of LOT-012345 show leakage 3×10⁻⁹ A',
        codes: ['LOT-012345', 'PN/88-7A']
      }),
      doc({
        id: 'b',
        title: 'Delamination after reflow',
        body: '回流焊后分层，C-SAM 确认。Müller reports it.',
        codes: ['LOT-112345']
      }),
      doc({
        id: 'c',
        kind: 'part',
        title: 'ＡＢ１２３ full width',
        body: 'ガリウム ｶﾞﾘｳﾑ',
        codes: ['ab-123']
      })
    )
    const find = (text: string): string[] => ids(store.search({ text }))
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['漏电', ['a']],
      ['电', ['a']],
      ['大', ['a']],
      ['边缘漏电流', ['a']],
      ['电漏', []],
      ['漏电 边缘', ['a']],
      ['漏电 分层', []],
      ['leak', ['a']],
      ['eakage', []],
      ['LEAKAGE', ['a']],
      ['leakage edge', ['a']],
      ['"of LOT-012345 show"', ['a']],
      ['"show of"', []],
      ['“edge dies”', ['a']],
      ['「回流焊后」', ['b']],
      ['"never closed leak', []],
      ['"edge dies', ['a']],
      ['lot-012345', ['a']],
      ['lot 012345', ['a']],
      ['LOT012345', ['a']],
      ['12345', ['b', 'a']],
      ['T-0123', ['a']],
      ['88-7', ['a']],
      ['7a', ['a']],
      ['234', ['b', 'a']],
      ['45', ['b', 'a']],
      ['112345 回流', ['b']],
      ['112345 漏电', []],
      ['muller', ['b']],
      ['Müller', ['b']],
      ['MULLER rep', ['b']],
      ['ab123', ['c']],
      ['ガリウム', ['c']],
      ['分层，c-sam', ['b']],
      ['焊后分层，C', ['b']],
      ['reflow failure', []]
    ]
    for (const [text, wanted] of cases)
      expect([text, find(text).toSorted()]).toEqual([text, wanted.toSorted()])
  })

  it('forgets what was replaced or taken out', async () => {
    const store = await newStore()
    await keep(store, doc({ id: 'a', title: 'first', codes: ['X-1'] }), doc({ id: 'b', title: 'first' }))
    await keep(store, doc({ id: 'a', title: 'second', codes: ['X-2'] }))
    const find = (text: string): string[] => ids(store.search({ text }))
    expect([find('first'), find('second'), find('x1'), find('x2')]).toEqual([['b'], ['a'], [], ['a']])
    for (let i = 0; i < 20; i++) await keep(store, doc({ id: 'a', title: 'again and again' }))
    expect(store.search({ text: 'again' }).total).toBe(1)
    await store.write(async tx => {
      tx.unindex('case', 'a')
      tx.unindex('case', 'never there')
      return Promise.resolve()
    })
    expect([find('again'), find('first')]).toEqual([[], ['b']])
  })

  it('puts the code asked for first, then titles, and groups by kind with counts', async () => {
    const store = await newStore()
    const many = Array.from({ length: 30 }, (_, i) =>
      doc({ id: `m${String(i)}`, body: 'mentions LOT-7 and particle', codes: [`LOT-7${String(i)}`] })
    )
    await keep(
      store,
      ...many,
      doc({ id: 'titled', title: 'Particle on wafer', body: 'x' }),
      doc({ id: 'exact', title: 'the lot', codes: ['LOT-7'] }),
      doc({ id: 'p', kind: 'person', title: 'Particle Person' })
    )
    const lot = store.search({ text: 'LOT-7', limit: 3 })
    expect(lot.groups.map(group => [group.kind, group.count, group.hits.length, group.hits[0]?.id])).toEqual([
      ['case', 31, 3, 'exact']
    ])
    const particle = store.search({ text: 'particle' })
    expect(particle.total).toBe(32)
    const cases = particle.groups.find(group => group.kind === 'case')
    expect([cases?.count, cases?.hits.length, cases?.hits[0]?.id]).toEqual([31, 5, 'titled'])
    expect(ids(store.search({ text: 'particle', kinds: ['person'] }))).toEqual(['p'])
    expect(store.search({ text: 'particle', kinds: ['unknown'] })).toEqual({ total: 0, groups: [] })
  })

  it('stays right when there are more hits than are ranked', async () => {
    const store = await newStore()
    await store.write(async tx => {
      for (let i = 0; i < 5000; i++)
        tx.index(
          doc({
            id: `n${String(i)}`,
            title: i === 17 ? 'particle' : `case ${String(i)}`,
            body: 'particle seen'
          })
        )
      return Promise.resolve()
    })
    const answer = store.search({ text: 'particle', limit: 3 })
    expect(answer.total).toBe(5000)
    // The one with the title, then the newest.
    expect(ids(answer)).toEqual(['n17', 'n4999', 'n4998'])
  })

  it('marks what it found', async () => {
    const store = await newStore()
    await keep(
      store,
      doc({
        id: 'a',
        title: '漏电 Leakage at ＬＯＴ-012345',
        body: `${'前文 '.repeat(60)}客户报告漏电，see LOT-012345\n${'后文 '.repeat(60)}`,
        codes: ['LOT-012345']
      })
    )
    const marks = (text: string): readonly unknown[] => {
      const hit = store.search({ text }).groups[0]?.hits[0]
      return hit === undefined
        ? []
        : [marked(hit.title, hit.titleMarks), marked(hit.snippet, hit.snippetMarks)]
    }
    expect(marks('漏电')).toEqual([['漏电'], ['漏电']])
    expect(marks('leak')).toEqual([['Leak'], []])
    expect(marks('lot-0123')).toEqual([['ＬＯＴ-0123'], ['LOT-0123']])
    expect(marks('lot0123')).toEqual([['ＬＯＴ-0123'], ['LOT-0123']])
    expect(marks('2345')).toEqual([['2345'], ['2345']])
    const hit = store.search({ text: '客户报告' }).groups[0]?.hits[0]
    expect(hit?.snippet.startsWith('…')).toBe(true)
    expect(hit?.snippet.endsWith('…')).toBe(true)
    expect(hit?.snippet).not.toContain('\n')
  })

  it('takes any text for a question', async () => {
    const store = await newStore()
    await keep(store, doc({ id: 'a', title: 'AND OR NOT NEAR 漏电', body: 'title : body', codes: ['X"1'] }))
    const nasty = [
      '"',
      '""',
      "'",
      '*',
      '^',
      'a*b',
      'NEAR(a b)',
      'AND',
      'OR',
      'NOT',
      'title:',
      '{title}',
      '-a',
      '+',
      'a AND',
      '(((',
      '\u0000',
      '\ud800',
      '％',
      'a"b"c',
      '\\',
      '‮',
      ' '.repeat(600),
      'x'.repeat(5000),
      'a '.repeat(900)
    ]
    for (const text of nasty) expect(() => store.search({ text })).not.toThrow()
    expect(ids(store.search({ text: 'and' }))).toEqual(['a'])
    expect(ids(store.search({ text: 'NOT' }))).toEqual(['a'])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        store.search({ text })
      }),
      { numRuns: 500 }
    )
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('"*^(){}:-+ANDORTablot漏电0 ')) }),
        text => {
          store.search({ text })
        }
      ),
      { numRuns: 500 }
    )
  })

  it('finds every document by any piece of what it holds', async () => {
    const store = await newStore()
    const letters = fc.constantFrom(...Array.from('abc01漏电流分层ガÉ -_./'))
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: letters, minLength: 1, maxLength: 30 }),
        fc.nat(29),
        fc.integer({ min: 1, max: 8 }),
        async (text, from, length) => {
          await keep(store, doc({ id: 'p', title: text, codes: [text] }))
          const code = codeText(text)
          const piece = Array.from(code)
            .slice(from % Math.max(1, code.length))
            .slice(0, length)
            .join('')
          if (piece !== '' && /^[\da-z]+$/.test(piece))
            expect(ids(store.search({ text: piece }))).toEqual(['p'])
          for (const run of normalise(text).matchAll(/[漏电流分层]+/g)) {
            const start = from % run[0].length
            expect(ids(store.search({ text: run[0].slice(start, start + length) }))).toEqual(['p'])
          }
          const words = text.split(/[ \-_./]+/).filter(word => word !== '')
          for (const word of words) expect(ids(store.search({ text: `"${word}"` }))).toEqual(['p'])
          if (words.length > 0) expect(ids(store.search({ text: words.join(' ') }))).toEqual(['p'])
        }
      ),
      { numRuns: 300 }
    )
  })
})

describe('tokens', () => {
  it('cut Latin into words and CJK into pairs', () => {
    expect(indexTokens('漏电流 A12漏')).toBe('漏电 电流 流 a12 漏')
    expect(indexTokens('LOT-012345_x/y.z')).toBe('lot 012345 x y z')
    expect(indexTokens('ＦＵＬＬ ﬁne Ünïcode 5µm')).toBe('full fine unicode 5μm')
    expect(indexTokens('ｶﾞ か\u3099')).toBe('ガ が')
    expect(indexTokens('')).toBe('')
  })

  it('never make a query FTS5 could read as anything but words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const match = matchQuery(parseQuery(text)) ?? ''
        for (const quoted of match.matchAll(/"([^"]*)"/g)) expect(quoted[1]).toMatch(/^[\p{L}\p{N}\p{M} ]+$/u)
        expect(
          match.replaceAll(/"[^"]*"/g, '').replaceAll(/\{title body\} :|codes :| \*|AND|OR|[() ]/g, '')
        ).toBe('')
      })
    )
  })

  it('mark only what lies within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
        const terms = parseQuery(query)
        let end = 0
        for (const [from, to] of marksIn(text, terms, true)) {
          expect(from).toBeGreaterThanOrEqual(end)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          end = to
        }
        const snippet = snippetOf(text, terms)
        for (const [from, to] of snippet.marks) expect(snippet.text.slice(from, to).length).toBe(to - from)
        expect(snippet.text.isWellFormed()).toBe(text.isWellFormed())
      })
    )
  })
})
