import { afterAll, beforeAll } from 'vitest'
import type { Change } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import type { Fault } from '@contract/errors'
import type { Output } from '@contract/index'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { errorOf } from '../support'

/** A core with a case, for all tests of a file. */
export interface Room {
  readonly f: CoreFixture
  readonly caseId: string
  /** Calls the core as the administrator. */
  ask: CoreFixture['as']
  /** Changes a diagram in one step. */
  step(id: string, ...changes: Change[]): Promise<Output<'rca.change'>>
}

/** Opens a {@link Room} before the tests of a file and closes it after them; its fields are there within tests. */
export function useRoom(): Room {
  let f: CoreFixture | null = null
  let caseId = ''
  beforeAll(async () => {
    f = await makeCore()
    caseId = (await f.as('cases.add', { title: 'edge fails' })).id
  })
  afterAll(() => f?.close())
  const core = (): CoreFixture => {
    if (f === null) throw new Error('the room opens with the first test')
    return f
  }
  return {
    get f() {
      return core()
    },
    get caseId() {
      return caseId
    },
    ask: (name, input) => core().as(name, input),
    step: (id, ...changes) => core().as('rca.change', { id, changes, intent: { key: 'test' } })
  }
}

/** A node as a client sends it. */
export const node = (
  id: string,
  type: string,
  parent: string | null,
  data: DiagramNode['data'],
  rank = 'V'
): DiagramNode => ({ id, type, parent, rank, data })

/** The fault that work is refused with. */
export const fault = async (work: Promise<unknown>): Promise<Fault> => (await errorOf(work)).fault
