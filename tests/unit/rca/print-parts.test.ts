import { expect, test } from 'vitest'
import { PrintParts } from '../../../main/rca/print-parts'

const stale = expect.objectContaining({ message: 'attachment.staleStage' })

test('parts wait for ten minutes, for their owner, and not too many of them', () => {
  const parts = new PrintParts()
  const first = parts.take(null, 'ada', 'one', 0)
  expect(parts.take(first, 'ada', 'two', 1000)).toBe(first)
  expect(() => parts.take(first, 'ben', 'three', 1000)).toThrow(stale)
  expect(() => parts.give(first, 'ben', 1000)).toThrow(stale)
  expect(parts.give(first, 'ada', 9 * 60_000)).toEqual(['one', 'two'])
  expect(() => parts.give(first, 'ada', 9 * 60_000)).toThrow(stale)
  const late = parts.take(null, 'ada', 'x', 0)
  expect(() => parts.give(late, 'ada', 11 * 60_000)).toThrow(stale)
  // The seventh that is on its way pushes the first out.
  const all = Array.from({ length: 7 }, (_, i) => parts.take(null, 'ada', String(i), 0))
  expect(() => parts.give(all[0] ?? '', 'ada', 0)).toThrow(stale)
  expect(parts.give(all[6] ?? '', 'ada', 0)).toEqual(['6'])
})

test('more than a picture may have is refused, and what there was is let go', () => {
  const parts = new PrintParts()
  const big = 'x'.repeat(32_000_001)
  const id = parts.take(null, 'ada', big, 0)
  expect(() => parts.take(id, 'ada', big, 0)).toThrow(
    expect.objectContaining({ message: 'attachment.tooLarge' })
  )
  expect(() => parts.give(id, 'ada', 0)).toThrow(stale)
})
