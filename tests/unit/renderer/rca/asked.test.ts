import { expect, test } from 'vitest'
import { askedOf } from '../../../../renderer/rca/useAskedNode'

test('an address asks for a node of the diagram it names, and of no other', () => {
  expect(askedOf('d1', '/studio/d1', '?node=n')).toBe('n')
  expect(askedOf('d1', '/studio/d1', '')).toBe('')
  // The next diagram is still on its way: its node is none of this one's.
  expect(askedOf('d1', '/studio/d2', '?node=n')).toBe('')
  expect(askedOf('d1', '/cases/c/studio', '?diagram=d1&node=n')).toBe('n')
  expect(askedOf('d1', '/cases/c/studio', '?diagram=d2&node=n')).toBe('')
  // A case that names none shows its first.
  expect(askedOf('d1', '/cases/c/studio', '?node=n')).toBe('n')
})
