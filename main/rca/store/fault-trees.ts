import { randomBytes } from 'node:crypto'
import { between } from '@contract/diagram/change'
import { FabError } from '@contract/errors'
import { treeFileMost } from '@contract/faultTree'
import type { Output, Parsed } from '@contract/index'
import {
  prepared,
  type Handlers,
  type PreparedCommand,
  type QueryContext,
  type Stage
} from '../../store/context'
import { csvText } from '../../store/csv'
import type { eventsToCsv } from '../fta/diagram/events'
import type { TreeFile } from '../tree-file'
import { fileStem } from '../file-stem'
import type { ModelRecords, StudioOrder } from '../worker-tasks'
import { changeDiagram, createDiagram, dropUndone, openDiagram } from './edit'
import { findDiagram, nodesOf } from './rows'
import { undoableOf } from './undo'

type Name = StudioOrder['name']

/** Asks a worker thread, which is stopped when nobody waits for the answer any more. */
const ask = (ctx: QueryContext, order: StudioOrder): Promise<unknown> =>
  ctx.inWorker('faultTreeStudio', order, ctx.signal === undefined ? {} : { signal: ctx.signal })

/** The handler of a question whose answer the thread gives as it is; dispatch checks it against the contract. */
const asked =
  <N extends 'faultTree.solve' | 'faultTree.uncertainty' | 'faultTree.sweep'>(name: N) =>
  async (ctx: QueryContext, input: Parsed<N>): Promise<Output<N>> =>
    (await ask(ctx, { name, input } as Extract<StudioOrder, { name: N }>)) as Output<N>

/**
 * What the ids of new records begin with. It is short: a tree has tens of thousands of references, and they all go
 * with every question. Ids are unique within a diagram; 48 random bits keep two imports apart.
 */
const newSeed = (): string => randomBytes(6).toString('base64url')

/** A staged file for a worker. @throws FabError attachment.staleStage, attachment.tooLarge */
function fileOf({ name, bytes, path }: Stage): TreeFile {
  if (bytes > treeFileMost) throw new FabError('attachment.tooLarge', { name, bytes, limit: treeFileMost })
  return { name, path }
}

/** What goes out: of a diagram that is kept its records as they are now. */
function outgoing(ctx: QueryContext, input: Parsed<'faultTree.toMef'>): Parsed<'faultTree.toMef'> {
  const { diagramId } = input
  if (diagramId === null) return input
  const { id, kind } = findDiagram(ctx.db, diagramId)
  if (kind !== 'faultTree') throw new FabError('record.notFound', { entity: 'diagram', id })
  return { ...input, nodes: [...nodesOf(ctx.db, id).values()] }
}

/** Takes a model that was looked at, by reading its file once more. */
const takeMef: PreparedCommand<'faultTree.takeMef', ModelRecords> = {
  prepare: async (ctx, { stageId, seed }) =>
    (await ask(ctx, {
      name: 'faultTree.takeMef',
      file: fileOf(ctx.stage(stageId)),
      seed
    })) as ModelRecords,
  run: async (ctx, { stageId, pages, into }, { name, nodes }) => {
    // Its records are the tree now: nothing names the uploaded bytes.
    const { sha256 } = ctx.stage(stageId)
    if (sha256 !== null) ctx.release(sha256)
    const paged = new Set(pages)
    const dealt = nodes.map(node =>
      node.type === 'gate' && paged.has(node.id) ? { ...node, data: { ...node.data, page: true } } : node
    )
    if (into.kind === 'new') {
      const { title, caseId } = into
      const made = await createDiagram(ctx, {
        kind: 'faultTree',
        title,
        caseId,
        templateFor: null,
        nodes: dealt
      })
      return { id: made.id, entry: null, undoable: undoableOf(ctx.sql, made.id, ctx.actor.id) }
    }
    const { kind } = openDiagram(ctx.sql, into.id)
    if (kind !== 'faultTree') throw new FabError('record.notFound', { entity: 'diagram', id: into.id })
    const changes = between(nodesOf(ctx.sql, into.id), new Map(dealt.map(node => [node.id, node])))
    const intent = { key: 'faultTree.import', params: { name: name.slice(0, 300) } }
    const entry = await changeDiagram(ctx, into.id, changes, intent)
    dropUndone(ctx, into.id)
    return { id: into.id, entry, undoable: undoableOf(ctx.sql, into.id, ctx.actor.id) }
  }
}

/** Fault trees: computed where the core's loop is not held up, and exchanged with other programs. */
export const faultTreeHandlers = {
  'faultTree.solve': asked('faultTree.solve'),
  'faultTree.uncertainty': asked('faultTree.uncertainty'),
  'faultTree.sweep': asked('faultTree.sweep'),
  'faultTree.fromMef': async (ctx, input) =>
    (await ask(ctx, { name: 'faultTree.fromMef', input, seed: newSeed() })) as Output<'faultTree.fromMef'>,
  'faultTree.readMef': async (ctx, { stageId }) =>
    (await ask(ctx, {
      name: 'faultTree.readMef',
      file: fileOf(ctx.stage(stageId)),
      seed: newSeed()
    })) as Output<'faultTree.readMef'>,
  'faultTree.takeMef': prepared(takeMef),
  'faultTree.fromEventsCsv': async (ctx, { text, stageId, nodes }) =>
    (await ask(ctx, {
      name: 'faultTree.fromEventsCsv',
      input: { text, nodes },
      file: stageId === null ? null : fileOf(ctx.stage(stageId)),
      seed: newSeed()
    })) as Output<'faultTree.fromEventsCsv'>,
  'faultTree.toMef': async (ctx, input) => {
    const xml = await ask(ctx, { name: 'faultTree.toMef', input: outgoing(ctx, input) })
    if (typeof xml !== 'string') throw new TypeError('the task answers XML')
    return {
      name: `${fileStem(input.name)}.xml`,
      mime: 'application/xml',
      bytes: new TextEncoder().encode(xml)
    }
  },
  'faultTree.eventsCsv': async (ctx, input) => {
    const table = await ask(ctx, { name: 'faultTree.eventsCsv', input: outgoing(ctx, input) })
    const bytes = csvText(table as ReturnType<typeof eventsToCsv>)
    return { name: `${fileStem(input.name)}.csv`, mime: 'text/csv', bytes }
  }
} satisfies Partial<Handlers> & Pick<Handlers, Name>
