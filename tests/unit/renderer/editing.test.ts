import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conflicts, edit, isDirty, redo, undo } from '../../../renderer/ui/draft'
import {
  again,
  arrived,
  beginEditing,
  chosen,
  discarded,
  type Editing,
  isUnsaved,
  keptOf,
  notStored,
  sending,
  stored,
  typed
} from '../../../renderer/ui/editing'

interface Note {
  readonly title: string
  readonly owner: string
}

const base: Note = { title: '', owner: '' }
const begun = (): Editing<Note> => beginEditing(base, 1, null)
const type = (now: Editing<Note>, title: string, at = 0): Editing<Note> =>
  typed(now, edit(now.draft, 'title', title, at))

/** Send what is due, and say what went out. */
function sent(now: Editing<Note>): Editing<Note> {
  const due = sending(now)
  if (due === null) throw new Error('nothing is due')
  return due.next
}

describe('a record that is edited while it is saved', () => {
  it('does not take its own words for somebody else’s, when the news of them comes before the answer', () => {
    let now = sent(type(begun(), 'half'))
    now = type(now, 'half a word')
    now = arrived(now, { ...base, title: 'half' }, 2)
    expect(now.state).toBe('dirty')
    now = stored(now, { ...base, title: 'half' }, 2)
    expect(now.theirs).toBeNull()
    expect(sending(now)?.patch).toEqual({ title: 'half a word' })
    expect(sending(now)?.version).toBe(2)
  })

  it('saves what was undone and done again while it was under way', () => {
    let now = stored(sent(type(begun(), 'C2 drifted')), { ...base, title: 'C2 drifted' }, 2)
    now = sent(typed(now, undo(now.draft)))
    now = typed(now, redo(now.draft, 9))
    // What is on its way is the empty text, so that the old words are news again.
    expect(now.state).toBe('dirty')
    now = stored(arrived(now, base, 3), base, 3)
    expect(now.draft.value.title).toBe('C2 drifted')
    expect(sending(now)?.patch).toEqual({ title: 'C2 drifted' })
  })

  it('keeps for a crash what is not known to be stored, over what it was typed over', () => {
    const now = sent(type(begun(), 'half'))
    expect(isUnsaved(now)).toBe(true)
    expect(keptOf(now)).toEqual({ base, value: { title: 'half', owner: '' } })
    const failed = notStored(now, 'failed')
    expect(failed.state).toBe('failed')
    expect(isDirty(failed.draft)).toBe(true)
    expect(sending(again(failed))?.patch).toEqual({ title: 'half' })
  })

  it('knows its own words also where the answer was lost', () => {
    let now = notStored(sent(type(begun(), 'half')), 'failed')
    now = type(now, 'half a word')
    now = arrived(now, { title: 'half', owner: 'lea' }, 2)
    expect(now.theirs).toBeNull()
    expect(now.draft.value).toEqual({ title: 'half a word', owner: 'lea' })
  })

  it('asks where both changed one field, and lets neither go over the other before', () => {
    let now = arrived(type(begun(), 'mine'), { ...base, title: 'theirs' }, 2)
    expect(now.state).toBe('conflict')
    expect(sending(now)).toBeNull()
    expect(discarded(now).draft.value.title).toBe('theirs')
    now = chosen(now, { ...base, title: 'mine' }, 0)
    expect(sending(now)).toMatchObject({ patch: { title: 'mine' }, version: 2 })
  })

  it('never goes back to an older record', () => {
    const now = stored(sent(type(begun(), 'new')), { ...base, title: 'new' }, 2)
    expect(arrived(now, base, 1)).toBe(now)
    expect(arrived(now, { title: 'new', owner: '' }, 3).version).toBe(3)
  })
})

/** What may happen, in any order. */
type Happening =
  'type' | 'undo' | 'redo' | 'send' | 'store' | 'answer' | 'lose' | 'news' | 'old news' | 'other'

/** A store, a person who types, another who changes another field, and a slow line between them. */
class Line {
  private store = { value: base, version: 1 }
  private older = this.store
  private way: { patch: Partial<Note>; version: number; answer: 'none' | 'taken' | 'refused' } | null = null
  private typedSoFar = 0
  now = begun()

  get record(): Note {
    return this.store.value
  }

  happen(what: Happening): void {
    switch (what) {
      case 'type':
        this.now = type(this.now, `words ${++this.typedSoFar}`, this.typedSoFar * 5000)
        return
      case 'undo':
        this.now = typed(this.now, undo(this.now.draft))
        return
      case 'redo':
        this.now = typed(this.now, redo(this.now.draft, 0))
        return
      case 'other':
        this.commit({ owner: `owner ${this.store.version}` })
        return
      case 'news':
        this.now = arrived(this.now, this.store.value, this.store.version)
        return
      case 'old news':
        this.now = arrived(this.now, this.older.value, this.older.version)
        return
      default:
        this.save(what)
    }
  }

  private save(what: 'send' | 'store' | 'answer' | 'lose'): void {
    if (what === 'send') {
      const due = sending(again(this.now))
      if (due === null) return
      this.way = { patch: due.patch, version: due.version, answer: 'none' }
      this.now = due.next
      return
    }
    if (this.way === null) return
    if (what === 'store') {
      if (this.way.answer !== 'none') return
      const taken = this.way.version === this.store.version
      if (taken) this.commit(this.way.patch)
      this.way = { ...this.way, answer: taken ? 'taken' : 'refused' }
      return
    }
    if (what === 'lose') this.now = notStored(this.now, 'failed')
    else if (this.way.answer === 'none') return
    else if (this.way.answer === 'refused') this.now = notStored(this.now, 'conflict')
    else this.now = stored(this.now, this.store.value, this.store.version)
    this.way = null
  }

  private commit(patch: Partial<Note>): void {
    this.older = this.store
    this.store = { value: { ...this.store.value, ...patch }, version: this.store.version + 1 }
  }

  /** Let everything that is due happen until nothing is. */
  comeToRest(): void {
    for (let n = 0; n < 6; n++)
      for (const what of ['store', 'answer', 'news', 'send'] as const) this.happen(what)
  }
}

const happenings = fc.array(
  fc.constantFrom<Happening>(
    'type',
    'type',
    'undo',
    'redo',
    'send',
    'send',
    'store',
    'answer',
    'lose',
    'news',
    'old news',
    'other'
  ),
  { maxLength: 40 }
)

it('ends with what the person sees in the store, whatever comes in whatever order', () => {
  fc.assert(
    fc.property(happenings, all => {
      const line = new Line()
      for (const what of all) {
        const before = line.now.draft.value.title
        line.happen(what)
        // Nothing but the person’s own hand changes the words.
        if (what !== 'type' && what !== 'undo' && what !== 'redo')
          expect(line.now.draft.value.title).toBe(before)
        expect(line.now.theirs).toBeNull()
      }
      const seen = line.now.draft.value.title
      line.comeToRest()
      expect(line.record.title).toBe(seen)
      expect(line.now.draft.value).toEqual(line.record)
      expect(isUnsaved(line.now)).toBe(false)
      expect(conflicts(base, line.now.draft.value, line.record)).toEqual([])
    }),
    { numRuns: 2000 }
  )
})
