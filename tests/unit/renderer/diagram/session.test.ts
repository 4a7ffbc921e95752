import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, type Change } from '@contract/diagram/change'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import type { DiagramEntry } from '@contract/rca'
import { type Pending, wordsOf } from '../../../../renderer/diagram/session/merge'
import { Session } from '../../../../renderer/diagram/session/session'
import type { SessionCore } from '../../../../renderer/diagram/session/state'

const cause = (id: string, text = id, parent: string | null = null): DiagramNode => ({
  id,
  type: 'cause',
  parent,
  rank: 'V',
  data: { text }
})
const add = (id: string, text = id): Change => ({ op: 'add', node: cause(id, text) })
const set = (id: string, from: string, to: string): Change => ({ op: 'set', id, field: 'text', from, to })

/** A core in memory: serial, with a line that can be cut. */
class FakeCore {
  nodes: Nodes = new Map()
  readonly log: DiagramEntry[] = []
  readonly told: string[] = []
  stored: readonly Pending[] = []
  offline = false
  calls = 0
  /** The event that goes out for each step. */
  said: (revision: number) => void = () => undefined

  get row(): Output<'rca.get'>['diagram'] {
    return {
      id: 'd',
      version: this.log.length + 1,
      createdAt: '',
      createdBy: '',
      updatedAt: '',
      updatedBy: '',
      kind: 'fishbone',
      title: 'd',
      caseId: null,
      caseNumber: '',
      caseTitle: '',
      templateFor: null,
      nodes: this.nodes.size,
      verified: 0,
      removed: false
    }
  }

  step(by: string, changes: readonly Change[]): DiagramEntry {
    const result = applied(this.nodes, changes)
    if (!result.ok) throw new FabError('rca.clash', { why: result.clash.why })
    if (changes.some(one => one.op === 'set' && one.to === 'refuse me'))
      throw new FabError('rca.needsEvidence', {})
    this.nodes = result.nodes
    const entry: DiagramEntry = {
      revision: this.log.length + 2,
      at: '',
      by,
      byId: by,
      intent: { key: 'test', params: {} },
      mode: 'do',
      target: null,
      changes: [...changes]
    }
    this.log.push(entry)
    this.said(entry.revision)
    return entry
  }

  as(me: string): SessionCore {
    const line = async (): Promise<void> => {
      await Promise.resolve()
      this.calls++
      if (this.offline) throw new FabError('contract.offline', {})
    }
    const undoable = { undo: null, redo: null }
    return {
      me,
      get: async () => {
        await line()
        return { diagram: this.row, nodes: [...this.nodes.values()], undoable }
      },
      change: async ({ changes }) => {
        await line()
        return { entry: this.step(me, changes), undoable }
      },
      undo: async () => {
        await line()
        throw new FabError('rca.nothingToUndo', {})
      },
      since: async ({ revision }) => {
        await line()
        return { entries: this.log.filter(entry => entry.revision > revision), undoable, diagram: this.row }
      },
      kept: () => this.stored,
      keep: steps => {
        this.stored = steps
      },
      tell: fault => {
        this.told.push(fault.key)
      }
    }
  }

  open(me: string, core = this.as(me)): Session {
    return new Session(
      { diagram: this.row, nodes: [...this.nodes.values()], undoable: { undo: null, redo: null } },
      core
    )
  }
}

const settled = async (session: Session): Promise<void> => {
  for (let n = 0; n < 200 && session.state.saving === 'saving'; n++) await Promise.resolve()
}
const textsOf = (session: Session): readonly string[] =>
  [...session.state.nodes.values()].map(node => (node.data as { text: string }).text).toSorted()

describe('an open diagram', () => {
  it('shows own changes at once and saves them in their order', async () => {
    const core = new FakeCore()
    const session = core.open('me')
    session.change('test', [add('a')])
    session.change('test', [set('a', 'a', 'b')])
    expect(textsOf(session)).toEqual(['b'])
    expect(session.state.saving).toBe('saving')
    await settled(session)
    expect(session.state.saving).toBe('saved')
    expect(core.log.map(entry => entry.changes.length)).toEqual([1, 1])
    expect(core.stored).toEqual([])
  })

  it('takes in what others did in between, and both end with the same', async () => {
    const core = new FakeCore()
    const [mine, theirs] = [core.open('me'), core.open('other')]
    mine.change('test', [add('a')])
    theirs.change('test', [add('b')])
    await Promise.all([settled(mine), settled(theirs)])
    mine.heard(core.row.version, false)
    theirs.heard(core.row.version, false)
    await settled(mine)
    for (let n = 0; n < 50; n++) await Promise.resolve()
    expect(textsOf(mine)).toEqual(['a', 'b'])
    expect(textsOf(theirs)).toEqual(['a', 'b'])
    expect(mine.state.others).toMatchObject({ by: 'other', nodes: ['b'] })
  })

  it('sets a step aside that somebody was before, with both texts, and makes it on demand', async () => {
    const core = new FakeCore()
    core.nodes = new Map([['a', cause('a', 'old')]])
    const session = core.open('me')
    core.step('other', [set('a', 'old', 'theirs')])
    session.change('test', [set('a', 'old', 'mine')])
    await settled(session)
    expect(textsOf(session)).toEqual(['theirs'])
    const [clashed] = session.state.clashed
    expect(clashed?.clash).toMatchObject({ why: 'field', mine: 'mine', theirs: 'theirs' })
    if (clashed !== undefined) session.settle(clashed, true)
    await settled(session)
    expect(textsOf(session)).toEqual(['mine'])
    expect(session.state.clashed).toEqual([])
    expect(core.log.map(entry => entry.by)).toEqual(['other', 'me'])
  })

  it('writes over nothing that changed while somebody wrote', async () => {
    const core = new FakeCore()
    core.nodes = new Map([['a', cause('a', 'old')]])
    const session = core.open('me')
    core.step('other', [set('a', 'old', 'theirs')])
    session.heard(core.row.version, false)
    for (let n = 0; n < 50; n++) await Promise.resolve()
    expect(textsOf(session)).toEqual(['theirs'])
    // The writing began when it still said "old".
    session.set('a', 'text', 'mine', 'rename', { from: 'old' })
    expect(textsOf(session)).toEqual(['theirs'])
    expect(session.state.clashed[0]?.clash).toMatchObject({ why: 'field', mine: 'mine', theirs: 'theirs' })
    expect(core.log).toHaveLength(1)
  })

  it('brings back what somebody removed meanwhile, with the words written on it', async () => {
    const core = new FakeCore()
    core.nodes = new Map([
      ['a', cause('a')],
      ['b', cause('b', 'b', 'a')]
    ])
    const session = core.open('me')
    core.step('other', [
      { op: 'remove', node: cause('b', 'b', 'a') },
      { op: 'remove', node: cause('a') }
    ])
    session.heard(core.row.version, false)
    for (let n = 0; n < 50; n++) await Promise.resolve()
    session.set('b', 'text', 'mine', 'rename', { from: 'b' })
    const [clashed] = session.state.clashed
    expect(clashed?.clash).toMatchObject({ why: 'gone', id: 'b' })
    expect(clashed === undefined ? [] : wordsOf(clashed.step)).toEqual(['mine'])
    expect(session.goneOf('b')).toMatchObject({ by: 'other', back: true })
    if (clashed !== undefined) session.settle(clashed, true)
    await settled(session)
    expect(textsOf(session)).toEqual(['a', 'mine'])
    expect(core.nodes.get('b')?.parent).toBe('a')
  })

  it('counts both of two votes that were cast at once', async () => {
    const core = new FakeCore()
    const votes = (from: readonly string[], to: readonly string[]): Change => ({
      op: 'set',
      id: 'a',
      field: 'votes',
      from: [...from],
      to: [...to]
    })
    core.nodes = new Map([['a', { ...cause('a'), data: { text: 'a', votes: ['x'] } }]])
    const session = core.open('me')
    core.step('other', [votes(['x'], ['x', 'other'])])
    session.change('vote', [votes(['x'], ['x', 'me'])])
    await settled(session)
    expect(session.state.clashed).toEqual([])
    expect(core.nodes.get('a')?.data['votes']).toEqual(['x', 'other', 'me'])
    // And a vote taken back takes back that one alone.
    core.step('other', [votes(['x', 'other', 'me'], ['x', 'other', 'me', 'third'])])
    session.change('vote', [votes(['x', 'other', 'me'], ['x', 'other'])])
    await settled(session)
    expect(core.nodes.get('a')?.data['votes']).toEqual(['x', 'other', 'third'])
    expect(core.told).toEqual([])
  })

  it('keeps what was done while the line was cut, over a crash, and sends it once', async () => {
    const core = new FakeCore()
    const first = core.open('me')
    core.offline = true
    first.change('test', [add('a')])
    first.change('test', [set('a', 'a', 'kept')])
    for (let n = 0; n < 50; n++) await Promise.resolve()
    expect(first.state.saving).toBe('offline')
    expect(textsOf(first)).toEqual(['kept'])
    expect(core.stored).toHaveLength(2)
    core.offline = false
    const again = core.open('me')
    await settled(again)
    expect(textsOf(again)).toEqual(['kept'])
    expect(core.stored).toEqual([])
    expect(core.log).toHaveLength(2)
    // The reply to the last step was lost: the step is there, and is not made twice.
    core.stored = [{ key: 1, intent: { key: 'test', params: {} }, changes: [set('a', 'a', 'kept')] }]
    const third = core.open('me')
    await settled(third)
    expect(third.state.clashed).toEqual([])
    expect(core.log).toHaveLength(2)
  })

  it('takes a refused step back, says why, and makes those behind it', async () => {
    const core = new FakeCore()
    core.nodes = new Map([['a', cause('a', 'old')]])
    const session = core.open('me')
    session.set('a', 'text', 'refuse me')
    session.change('test', [add('b')])
    await settled(session)
    expect(textsOf(session)).toEqual(['b', 'old'])
    expect(core.told).toEqual(['rca.needsEvidence'])
    let shown = ''
    session.set('a', 'text', 'refuse me', 'edit', {
      onFault: fault => {
        shown = fault.key
        return true
      }
    })
    await settled(session)
    expect(shown).toBe('rca.needsEvidence')
    expect(core.told).toHaveLength(1)
  })

  it('does not ask again for what it made itself', async () => {
    const core = new FakeCore()
    const session = core.open('me')
    session.change('test', [add('a')])
    await settled(session)
    const before = core.calls
    session.heard(core.row.version, false)
    for (let n = 0; n < 20; n++) await Promise.resolve()
    expect(core.calls).toBe(before)
  })

  it('leaves nodes alone that did not change', async () => {
    const core = new FakeCore()
    core.nodes = new Map([
      ['a', cause('a')],
      ['b', cause('b')]
    ])
    const session = core.open('me')
    const before = session.state.nodes.get('b')
    session.set('a', 'text', 'new')
    const own = session.state.nodes.get('a')
    const { nodes, children } = session.state
    await settled(session)
    expect(session.state.nodes.get('b')).toBe(before)
    expect(session.state.nodes.get('a')).toBe(own)
    // The core only said what was seen already: nobody need look at it again.
    expect(session.state.nodes).toBe(nodes)
    expect(session.state.children).toBe(children)
  })

  it('tells of a saved step once', async () => {
    const core = new FakeCore()
    const session = core.open('me')
    const told: string[] = []
    session.subscribe(() => told.push(session.state.saving))
    session.change('test', [add('a')])
    await settled(session)
    expect(told).toEqual(['saving', 'saved'])
    expect(session.state.diagram.version).toBe(2)
  })
})

/** A line on which every answer takes its own time. */
function slow(core: SessionCore, scheduler: fc.Scheduler): SessionCore {
  const late =
    <I, O>(ask: (input: I) => Promise<O>) =>
    async (input: I): Promise<O> => {
      // What the core knew when it was asked.
      const answer = await ask(input)
      await scheduler.schedule(Promise.resolve())
      return answer
    }
  return {
    ...core,
    get: late(core.get),
    change: late(core.change),
    undo: late(core.undo),
    since: late(core.since)
  }
}

describe('two people on a slow line', () => {
  it('both end with what the core has, in whatever order answers and news come', async () => {
    const act = fc.record({ who: fc.nat({ max: 1 }), adds: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(act, { minLength: 1, maxLength: 8 }),
        async (scheduler, acts) => {
          const core = new FakeCore()
          core.step('nobody', [add('own 0'), add('own 1')])
          const people = ['mine', 'theirs'].map(me => core.open(me, slow(core.as(me), scheduler)))
          const later = (then: () => void) => void scheduler.schedule(Promise.resolve()).then(then)
          core.said = revision => {
            for (const one of people) {
              later(() => {
                one.heard(revision, false)
              })
            }
          }
          for (const [n, { who, adds }] of acts.entries()) {
            later(() => {
              if (adds) people[who]?.change('add', [add(`new ${n}`)])
              else people[who]?.set(`own ${who}`, 'text', `words ${n}`)
            })
          }
          await scheduler.waitIdle()
          for (const one of people) {
            expect([...one.state.nodes.keys()].toSorted()).toEqual([...core.nodes.keys()].toSorted())
            expect(textsOf(one)).toEqual([...core.nodes.values()].map(node => node.data['text']).toSorted())
            expect(one.state.saving).toBe('saved')
            expect(one.state.clashed).toEqual([])
          }
        }
      ),
      { numRuns: 300 }
    )
  })
})
