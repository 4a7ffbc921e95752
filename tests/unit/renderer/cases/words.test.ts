import type { TimelineEntry } from '@contract/cases'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitting, mentionedIn, stretchesOf, typingAt } from '../../../../renderer/cases/mentions'
import { groupByDay } from '../../../../renderer/cases/timeline'

const people = [
  { id: 'a', login: 'ann', name: 'Ann', active: true },
  { id: 'an', login: 'anna.novak', name: 'Anna Novak', active: true },
  { id: 'l', login: 'lin.mei', name: '林美玲', active: true },
  { id: 'x', login: 'gone', name: 'Annabel Gone', active: false }
]

describe('mentions', () => {
  it('takes the longest name that fits, in both scripts', () => {
    expect(mentionedIn('@Anna Novak and @Ann, @林美玲请看', people)).toEqual(['an', 'a', 'l'])
  })

  it('is no mention inside a longer word, and counts each person once', () => {
    expect(mentionedIn('@Annex @Ann @Ann', people)).toEqual(['a'])
  })

  it('loses no character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('@Anna Novak', '@Ann', '@林美玲', '@', ' ', 'x', '漏电', '\n')),
        parts => {
          const text = parts.join('')
          expect(
            stretchesOf(text, people)
              .map(stretch => stretch.text)
              .join('')
          ).toBe(text)
        }
      )
    )
  })

  it('begins at an @ that begins a word, up to the cursor', () => {
    expect(typingAt('hi @an', 6)).toEqual({ start: 3, query: 'an' })
    expect(typingAt('请看@林', 4)).toEqual({ start: 2, query: '林' })
    expect(typingAt('mail a.b@fab.example', 12)).toBeNull()
    expect(typingAt('@an\nnext', 8)).toBeNull()
    expect(typingAt('no', 2)).toBeNull()
  })

  it('finds active people by name and login, beginnings first', () => {
    expect(fitting('nov', people).map(person => person.id)).toEqual(['an'])
    expect(fitting('ann', people).map(person => person.id)).toEqual(['a', 'an'])
    expect(fitting('美', people).map(person => person.id)).toEqual(['l'])
  })
})

function entry(part: Partial<TimelineEntry>): TimelineEntry {
  return {
    seq: 1,
    at: '2026-11-21T01:00:00.000Z',
    actor: 'Ann',
    action: 'cases.update',
    entity: 'case',
    entityId: 'c1',
    reason: '',
    changes: [],
    title: '',
    ...part
  }
}

function deedOf(part: Partial<TimelineEntry>): string {
  const [day] = groupByDay([entry(part)], moment => moment.slice(0, 10))
  const [happening] = day?.happenings ?? []
  return `${happening?.entity ?? ''} ${happening?.deed ?? ''} ${(happening?.changes ?? []).map(c => c[0]).join(',')}`
}

describe('the timeline', () => {
  it.each<[string, Partial<TimelineEntry>]>([
    [
      'case added severity,ownerId',
      {
        action: 'cases.add',
        changes: [
          ['number', null, 'FC-1'],
          ['ownerId', null, 'a'],
          ['severity', null, 'major']
        ]
      }
    ],
    ['case changed rootCause', { changes: [['rootCause', null, 'C2']] }],
    ['case changed title', { changes: [['title', 'a', 'b']] }],
    [
      'case state state',
      {
        action: 'cases.setState',
        changes: [
          ['state', 'triage', 'waiting'],
          ['stateReason', null, 'x']
        ]
      }
    ],
    ['comment added ', { entity: 'comment', action: 'cases.comment', changes: [['text', null, 'hi']] }],
    ['comment changed ', { entity: 'comment', action: 'cases.editComment', changes: [['text', 'hi', 'ho']] }],
    ['file added ', { entity: 'file', action: 'cases.addFile', changes: [['sha256', null, 'f']] }],
    ['file removed ', { entity: 'file', action: 'cases.removeFile', changes: [['name', 'f', null]] }],
    ['task state state', { entity: 'task', action: 'tasks.update', changes: [['state', 'open', 'done']] }],
    [
      'complaint linked ',
      { entity: 'complaint', action: 'complaints.update', changes: [['caseId', null, 'c1']] }
    ],
    [
      'complaint unlinked ',
      { entity: 'complaint', action: 'complaints.update', changes: [['caseId', 'c1', null]] }
    ],
    ['import added ', { entity: 'import', action: 'instruments.import' }],
    ['import done ', { entity: 'import', action: 'instruments.imported' }],
    [
      'import failed ',
      { entity: 'import', action: 'instruments.givenUp', changes: [['fault', null, 'file.damaged']] }
    ],
    ['import removed ', { entity: 'import', action: 'instruments.undo' }],
    ['other changed ', { entity: 'sample', action: 'samples.update' }]
  ])('tells %s', (words, part) => {
    expect(deedOf(part)).toBe(words)
  })

  it('tells of an import once', () => {
    const file = entry({ entity: 'file', action: 'instruments.imported' })
    const own = entry({ entity: 'import', action: 'instruments.imported' })
    expect(groupByDay([file, own], () => 'd')[0]?.happenings).toHaveLength(1)
  })

  it('folds the steps of one person on one diagram until a pause of ten minutes', () => {
    const step = (seq: number, minute: number, part: Partial<TimelineEntry> = {}): TimelineEntry =>
      entry({
        seq,
        at: `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`,
        entity: 'diagram',
        entityId: 'd1',
        action: 'rca.change',
        changes: [
          ['intent', null, 'add'],
          ['changes', null, '1']
        ],
        ...part
      })
    const [day] = groupByDay(
      [
        step(7, 40),
        step(6, 39, { entityId: 'd2' }),
        step(5, 38),
        step(4, 30),
        step(3, 21),
        step(2, 10),
        step(1, 9, { action: 'rca.create', changes: [['kind', null, 'fishbone']] })
      ],
      moment => moment.slice(0, 10)
    )
    const told = (day?.happenings ?? []).map(one => [one.deed, one.entry.seq, one.before.map(old => old.seq)])
    expect(told).toEqual([
      ['step', 7, []],
      ['step', 6, []],
      ['step', 5, [4, 3]],
      ['step', 2, []],
      ['added', 1, []]
    ])
  })

  it('groups by day in the order it came', () => {
    const days = groupByDay(
      [
        entry({ seq: 3, at: '2026-11-22T00:00:00.000Z' }),
        entry({ seq: 2, at: '2026-11-21T23:00:00.000Z' }),
        entry({ seq: 1, at: '2026-11-21T01:00:00.000Z' })
      ],
      moment => moment.slice(0, 10)
    )
    expect(days.map(day => [day.day, day.happenings.length])).toEqual([
      ['2026-11-22', 1],
      ['2026-11-21', 2]
    ])
  })
})
