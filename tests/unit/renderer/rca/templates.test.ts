import { diagramKinds, flawOf, mayHang, parseNode } from '@contract/diagram/kinds'
import { categorySets } from '@contract/diagram/fishbone'
import type { DiagramNode } from '@contract/diagram/node'
import { describe, expect, it } from 'vitest'
import { blankOf, grown } from '../../../../renderer/rca/blank'
import { builtIn, complaintOf, templateNodes } from '../../../../renderer/rca/templates/builtIn'
import { asTemplate, copied } from '../../../../renderer/rca/templates/copied'

const files = await builtIn()
const mapOf = (nodes: readonly DiagramNode[]): Map<string, DiagramNode> =>
  new Map(nodes.map(node => [node.id, node]))

/** What the core would refuse about a new diagram; null where it would take it. */
function refused(kind: (typeof diagramKinds)[number], nodes: readonly DiagramNode[]): unknown {
  const map = mapOf(nodes)
  for (const node of nodes) {
    const parsed = parseNode(kind, node)
    if (!parsed.ok) return parsed.flaw
    const parent = node.parent === null ? null : (map.get(node.parent)?.type ?? '?')
    if (!mayHang(kind, node.type, parent)) return { node, parent }
  }
  return flawOf(kind, map, new Set(map.keys()))
}

describe('templates that the product brings', () => {
  it('are there for the complaints a fab meets, each under its own code', () => {
    expect(files.length).toBeGreaterThanOrEqual(9)
    expect(new Set(files.map(file => file.for)).size).toBe(files.length)
  })

  it.each(files.map(file => [file.name[0], file] as const))('%s: sound in both languages', (_, file) => {
    for (const side of [0, 1] as const)
      for (const kind of diagramKinds) {
        const nodes = templateNodes(file, kind, side, '')
        if (nodes !== null) expect(refused(kind, nodes), `${kind} ${side}`).toBeNull()
      }
    const bones = templateNodes(file, 'fishbone', 0, '') ?? []
    expect(bones.filter(node => node.type === 'cause').length).toBeGreaterThan(7)
    for (const node of bones)
      if (node.type === 'category') expect(categorySets.fab).toContain(node.data['key'])
  })

  it('take the title of what they are made for', () => {
    const [file] = files
    const nodes = file === undefined ? null : templateNodes(file, 'whys', 0, 'Pins bent')
    expect(nodes?.find(node => node.type === 'problem')?.data['text']).toBe('Pins bent')
  })

  it('are found by the words of a case, in either language', () => {
    expect(complaintOf(files, 'ESD damage at input pins').for).toBe('EL.EIPD')
    expect(complaintOf(files, '打线后发现分层').for).toBe('PK')
    expect(complaintOf(files, 'nothing of the kind')).toEqual({ for: '', by: null, said: '' })
    // The class of a complaint says more than its words, and the closest template more than a wide one.
    expect(complaintOf(files, 'ESD damage', ['PK.INT.LIFT', 'PK.MOLD'])).toEqual({
      for: 'PK',
      by: 'class',
      said: 'PK.INT.LIFT'
    })
    expect(complaintOf(files, '', ['DL', 'VM.SURF.CONTM']).for).toBe('VM.SURF.CONTM')
    expect(complaintOf(files, 'ESD damage', ['VM.SURF']).for).toBe('EL.EIPD')
  })
})

describe('a copy of a diagram', () => {
  it('has its own ids, keeps what points inside, and leaves proof and links behind', () => {
    const tree = files.flatMap(file => templateNodes(file, 'faultTree', 0, '') ?? [])
    const first = templateNodes(files[1] ?? files[0] ?? never(), 'faultTree', 0, '') ?? tree
    const copy = copied(first)
    expect(refused('faultTree', copy)).toBeNull()
    expect(copy.some(node => first.some(other => other.id === node.id))).toBe(false)

    const bones = grown('fishbone', [
      {
        type: 'effect',
        data: { text: 'x' },
        children: [
          {
            type: 'category',
            data: { key: 'recipe' },
            children: [
              {
                type: 'cause',
                data: { text: 'a', votes: ['me'], status: { is: 'verified', why: 'seen', by: 'me', at: '' } },
                children: [{ type: 'evidence', data: { of: { kind: 'comment', text: 'seen' } } }]
              }
            ]
          }
        ]
      }
    ])
    // The store gives nodes by their ids: a child may come before its parent.
    expect(copied(bones.toReversed()).map(node => node.type)).toEqual(['effect', 'category', 'cause'])
    expect(refused('fishbone', copied(bones.toReversed()))).toBeNull()
    const clean = copied(bones)
    expect(clean.map(node => node.type)).toEqual(['effect', 'category', 'cause'])
    expect(clean[2]?.data).toMatchObject({ text: 'a', votes: [], status: { is: 'open', why: '' } })
    expect(refused('fishbone', clean)).toBeNull()
  })
})

it('a template keeps the questions of a matrix, not what was found out about one problem', () => {
  const matrix = grown('isNot', [
    { type: 'problem', data: { text: 'x' } },
    { type: 'row', data: { dimension: 'what', question: 'Which lot?', is: 'K2637C62', change: 'May' } },
    { type: 'theory', data: { text: 'worn' } }
  ])
  const [, row, theory] = matrix
  const verdict = grown(
    'isNot',
    [{ type: 'verdict', data: { row: row?.id ?? '', says: 'explains' } }],
    theory?.id ?? null
  )
  const kept = asTemplate([...verdict, ...matrix])
  expect(refused('isNot', kept)).toBeNull()
  expect(kept.map(node => node.type)).toEqual(['problem', 'row', 'theory'])
  expect(kept[1]?.data).toMatchObject({ question: 'Which lot?', is: '', change: '' })
})

it('blank diagrams are what the core takes', () => {
  for (const kind of diagramKinds)
    expect(refused(kind, grown(kind, blankOf(kind, 'A problem', '6M')))).toBeNull()
})

function never(): never {
  throw new Error('there are templates')
}
