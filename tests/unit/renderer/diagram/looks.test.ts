import { expect, test } from 'vitest'
import { Looks } from '../../../../renderer/diagram/scene/looks'

interface Said {
  readonly id: string
  readonly text: string
  readonly facts?: readonly { readonly mark: string; readonly text: string }[]
  readonly children: readonly Said[]
}

const said = (id: string, text: string, ...children: readonly Said[]): Said => ({ id, text, children })
const tree = (text: string): Said =>
  said('top', 'Top', said('a', 'A', said('b', text)), said('c', 'C', said('d', 'D')))

test('looks that say the same are taken again, those above a changed one are not', () => {
  const looks = new Looks<Said>()
  const first = looks.keep(tree('B'))
  expect(looks.keep(tree('B'))).toBe(first)
  const changed = looks.keep(tree('another'))
  expect(changed).not.toBe(first)
  expect(changed.children[0]).not.toBe(first.children[0])
  expect(changed.children[0]?.children[0]?.text).toBe('another')
  expect(changed.children[1]).toBe(first.children[1])
})

test('figures and signs count, and so does what is there or not', () => {
  const looks = new Looks<Said>()
  const with3 = (): Said => ({ ...said('a', 'A'), facts: [{ mark: 'votes', text: '3' }] })
  const first = looks.keep(with3())
  expect(looks.keep(with3())).toBe(first)
  const more = looks.keep({ ...said('a', 'A'), facts: [{ mark: 'votes', text: '4' }] })
  expect(more).not.toBe(first)
  expect(looks.keep(said('a', 'A'))).not.toBe(more)
})

test('a chain of ten thousand is no deeper than any other', () => {
  const chain = (): Said => {
    let below = said('n0', 'end')
    for (let i = 1; i < 10_000; i++) below = said(`n${i}`, 'link', below)
    return below
  }
  const looks = new Looks<Said>()
  const first = looks.keep(chain())
  expect(looks.keep(chain())).toBe(first)
})
