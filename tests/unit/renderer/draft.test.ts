import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changes,
  conflicts,
  draftOf,
  edit,
  isDirty,
  merge,
  rebase,
  redo,
  replace,
  takeUp,
  undo
} from '../../../renderer/ui/draft'

interface Note {
  readonly title: string
  readonly owner: string | null
  readonly tags: readonly string[]
}

const base: Note = { title: 'Leakage', owner: null, tags: ['a'] }

describe('a draft', () => {
  it('knows what changed, and nothing when it changed back', () => {
    const edited = edit(draftOf(base), 'title', 'Leakage at cold', 0)
    expect(changes(edited)).toEqual({ title: 'Leakage at cold' })
    expect(isDirty(edit(edited, 'title', 'Leakage', 5000))).toBe(false)
  })

  it('takes typing in one field as one step of undo, a pause as two', () => {
    let draft = draftOf(base)
    for (const [i, title] of ['L', 'Le', 'Lea'].entries()) draft = edit(draft, 'title', title, i * 200)
    expect(undo(draft).value.title).toBe('Leakage')
    draft = edit(draft, 'title', 'Lead', 9000)
    expect(undo(draft).value.title).toBe('Lea')
  })

  it('compares lists by what is in them', () => {
    expect(isDirty(edit(draftOf(base), 'tags', ['a'], 0))).toBe(false)
  })

  it('follows the store in untouched fields and keeps the touched ones, also through undo', () => {
    const edited = edit(draftOf(base), 'title', 'mine', 0)
    const newer = rebase(edited, { ...base, owner: 'lin' })
    expect(newer.value).toEqual({ ...base, title: 'mine', owner: 'lin' })
    expect(undo(newer).value).toEqual({ ...base, owner: 'lin' })
  })

  it('names only fields that both changed differently', () => {
    const mine = { ...base, title: 'mine', owner: 'lin' }
    const theirs = { ...base, title: 'theirs', tags: ['b'] }
    expect(conflicts(base, mine, theirs)).toEqual(['title'])
    expect(merge(base, mine, theirs, () => 'mine')).toEqual({ title: 'mine', owner: 'lin', tags: ['b'] })
    expect(merge(base, mine, theirs, () => 'theirs')).toEqual({ title: 'theirs', owner: 'lin', tags: ['b'] })
  })

  it('puts kept words over a record that others left alone, and over the fields they left alone', () => {
    const kept = { base, value: { ...base, title: 'kept words' } }
    expect(takeUp(base, kept)).toMatchObject({ draft: { value: kept.value, base }, theirs: null })
    const now = { ...base, owner: 'lin' }
    const taken = takeUp(now, kept)
    expect(taken.theirs).toBeNull()
    expect(taken.draft.value).toEqual({ ...now, title: 'kept words' })
    expect(changes(taken.draft)).toEqual({ title: 'kept words' })
  })

  it('asks when others have changed what the kept words were typed over', () => {
    const now = { ...base, title: 'theirs' }
    const taken = takeUp(now, { base, value: { ...base, title: 'kept words' } })
    expect(taken.theirs).toEqual(now)
    expect(taken.draft).toMatchObject({ base, value: { title: 'kept words' } })
  })

  it('forgets kept fields that a record no longer has', () => {
    const kept = { base: { ...base, gone: 1 }, value: { ...base, gone: 2 } }
    expect(isDirty(takeUp(base, kept).draft)).toBe(false)
  })

  it('leads back to the beginning by undo and to the end again by redo', () => {
    const values = fc.array(fc.record({ title: fc.string(), at: fc.nat(100_000) }), { maxLength: 60 })
    fc.assert(
      fc.property(values, steps => {
        let draft = draftOf(base)
        for (const [i, step] of steps.entries()) {
          draft =
            i % 2 === 0
              ? edit(draft, 'title', step.title, step.at)
              : replace(draft, { ...base, title: step.title }, step.at)
        }
        const end = draft.value
        let back = draft
        for (let i = 0; i < 100; i++) back = undo(back)
        expect(back.value).toEqual(base)
        for (let i = 0; i < 100; i++) back = redo(back, 1e9)
        expect(back.value).toEqual(end)
      })
    )
  })
})
