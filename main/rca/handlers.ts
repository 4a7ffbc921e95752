import { between, inverse } from '@contract/diagram/change'
import { FabError } from '@contract/errors'
import type { DiagramRow } from '@contract/rca'
import { requireCase } from '../cases'
import type { CommandContext, Handlers } from '../store/context'
import { foldedWords, likeFragment } from '../store/register'
import { number, text } from '../store/rows'
import type { SqlParam } from '../store/types'
import { Diagram, DiagramSnapshot } from './entities'
import { afterStep } from './step'
import { hollowsOf, setBack, standsIn, unknownLots } from './store/proof'
import { connectionsOf, provedBy, rootsOf, sourcesOf } from './store/connections'
import {
  changeDiagram,
  createDiagram,
  dropUndone,
  indexAll,
  indexDiagram,
  nodesAt,
  openDiagram
} from './store/edit'
import { diagramOf, diagramSql, entriesAfter, findDiagram, nodesOf, stepOf } from './store/rows'
import { spawn } from './store/spawn'
import { stepFor, undoableOf } from './store/undo'
import { writeStep } from './store/write'

/** Fishbones, 5-Whys, Is/Is-Not and fault trees: kept as records, with their whole history. */
export const rcaHandlers = {
  'rca.list': (ctx, input) => {
    const terms = ['d.removedAt IS NULL', `d.templateFor IS ${input.templates ? 'NOT ' : ''}NULL`]
    const params: SqlParam[] = []
    if (input.caseId !== null) {
      terms.push('d.caseId = ?')
      params.push(input.caseId)
    }
    if (input.kind !== null) {
      terms.push('d.kind = ?')
      params.push(input.kind)
    }
    for (const word of foldedWords(input.text)) {
      terms.push("fold(d.title || ' ' || coalesce(c.number || ' ' || c.title, '')) LIKE ? ESCAPE '\\'")
      params.push(likeFragment(word))
    }
    const where = terms.join(' AND ')
    const counted = ctx.db.get(
      `SELECT count(*) AS n FROM diagram d LEFT JOIN "case" c ON c.id = d.caseId WHERE ${where}`,
      params
    )
    return {
      total: number(counted?.['n'], 'n'),
      rows: ctx.db.all(
        `${diagramSql} WHERE ${where} ORDER BY d.updatedAt DESC, d.id LIMIT ? OFFSET ?`,
        [...params, input.limit, input.offset],
        diagramOf
      )
    }
  },
  'rca.create': (ctx, input) => createDiagram(ctx, input),
  'rca.get': (ctx, input) => ({
    diagram: findDiagram(ctx.db, input.id),
    nodes: [...nodesOf(ctx.db, input.id).values()],
    undoable: undoableOf(ctx.db, input.id, ctx.actor.id)
  }),
  'rca.change': async (ctx, input) => {
    const entry = await changeDiagram(ctx, input.id, input.changes, input.intent)
    dropUndone(ctx, input.id)
    return { entry, undoable: undoableOf(ctx.sql, input.id, ctx.actor.id) }
  },
  'rca.since': (ctx, input) => ({
    diagram: findDiagram(ctx.db, input.id),
    entries: entriesAfter(ctx.db, input.id, input.revision),
    undoable: undoableOf(ctx.db, input.id, ctx.actor.id)
  }),
  'rca.undo': async (ctx, input) => {
    const diagram = openDiagram(ctx.sql, input.id)
    const step = stepFor(ctx.sql, input.id, ctx.actor.id, input.mode)
    const changes = input.mode === 'undo' ? inverse(step.changes) : step.changes
    const mark = (state: string): void => {
      ctx.sql.run('UPDATE diagram_step SET state = ? WHERE diagramId = ? AND revision = ?', [
        state,
        input.id,
        step.revision
      ])
    }
    const result = attempt(() =>
      afterStep(diagram.kind, nodesOf(ctx.sql, input.id), changes, standsIn(ctx.sql))
    )
    if (result instanceof FabError) {
      // Somebody has built on it since. The next undo goes to the step before this one.
      mark(input.mode === 'undo' ? 'stuck' : 'dropped')
      ctx.note({
        entity: 'diagram',
        entityId: input.id,
        subject: diagram.caseId,
        after: { stuck: step.revision }
      })
      ctx.failAfterCommit(result)
      return {
        entry: { ...step, changes: [] },
        undoable: undoableOf(ctx.sql, input.id, ctx.actor.id)
      }
    }
    mark(input.mode === 'undo' ? 'undone' : 'done')
    const entry = await writeStep(ctx, diagram, result, changes, {
      mode: input.mode,
      target: step.revision,
      intent: step.intent
    })
    return { entry, undoable: undoableOf(ctx.sql, input.id, ctx.actor.id) }
  },
  'rca.history': (ctx, input) => {
    findDiagram(ctx.db, input.id)
    const counted = ctx.db.get('SELECT count(*) AS n FROM diagram_step WHERE diagramId = ?', [input.id])
    return {
      total: number(counted?.['n'], 'n'),
      rows: ctx.db.all(
        `SELECT *, json_array_length(changes) AS count FROM diagram_step WHERE diagramId = ?
         ORDER BY revision DESC LIMIT ? OFFSET ?`,
        [input.id, input.limit, input.offset],
        row => ({ ...stepOf(row), count: number(row['count'], 'count') })
      ),
      snapshots: ctx.db.all(
        'SELECT id, revision, name, at, "by" FROM diagram_snapshot WHERE diagramId = ? ORDER BY revision DESC, id',
        [input.id],
        row => ({
          id: text(row['id'], 'id'),
          revision: number(row['revision'], 'revision'),
          name: text(row['name'], 'name'),
          at: text(row['at'], 'at'),
          by: text(row['by'], 'by')
        })
      )
    }
  },
  'rca.at': (ctx, input) => {
    const diagram = findDiagram(ctx.db, input.id)
    if (input.revision > diagram.version)
      throw new FabError('record.notFound', {
        entity: 'diagram',
        id: `${input.id} ${String(input.revision)}`
      })
    const step = ctx.db.get(
      'SELECT * FROM diagram_step WHERE diagramId = ? AND revision = ?',
      [input.id, input.revision],
      stepOf
    )
    return {
      nodes: [...nodesAt(ctx.db, input.id, input.revision).values()],
      at: step?.at ?? diagram.createdAt,
      by: step?.by ?? diagram.createdBy
    }
  },
  'rca.restore': async (ctx, input) => {
    const diagram = openDiagram(ctx.sql, input.id)
    if (input.revision > diagram.version)
      throw new FabError('record.notFound', {
        entity: 'diagram',
        id: `${input.id} ${String(input.revision)}`
      })
    const now = nodesOf(ctx.sql, input.id)
    const stands = standsIn(ctx.sql)
    const stamp = { by: ctx.actor.name, at: ctx.now }
    const past = nodesAt(ctx.sql, input.id, input.revision)
    // What a cause rested on then may be gone since: it comes back as one to be tested.
    const then = afterStep(diagram.kind, past, setBack(past, stands, stamp), stands)
    const changes = between(now, then)
    const undoable = () => undoableOf(ctx.sql, input.id, ctx.actor.id)
    if (changes.length === 0) {
      ctx.note({
        entity: 'diagram',
        entityId: input.id,
        subject: diagram.caseId,
        after: { same: input.revision }
      })
      return { entry: null, undoable: undoable() }
    }
    const entry = await writeStep(ctx, diagram, afterStep(diagram.kind, now, changes, stands), changes, {
      mode: 'do',
      target: null,
      intent: { key: 'restore', params: { revision: input.revision } }
    })
    dropUndone(ctx, input.id)
    return { entry, undoable: undoable() }
  },
  'rca.snapshot': async (ctx, input) => {
    const diagram = openDiagram(ctx.sql, input.id)
    const id = ctx.newId()
    await ctx.em.insert(DiagramSnapshot, {
      id,
      diagramId: input.id,
      revision: diagram.version,
      name: input.name,
      at: ctx.now,
      by: ctx.actor.name
    })
    ctx.note({
      entity: 'diagram',
      entityId: input.id,
      subject: diagram.caseId,
      after: { title: diagram.title, revision: diagram.version, snapshot: input.name }
    })
    ctx.emit('diagram', input.id, diagram.caseId, { revision: diagram.version })
    return { id, revision: diagram.version }
  },
  'rca.unsnapshot': async (ctx, input) => {
    const diagram = findDiagram(ctx.sql, input.id)
    const gone = await ctx.em.delete(DiagramSnapshot, { id: input.snapshotId, diagramId: input.id })
    if (gone.affected === 0)
      throw new FabError('record.notFound', { entity: 'snapshot', id: input.snapshotId })
    ctx.note({
      entity: 'diagram',
      entityId: input.id,
      subject: diagram.caseId,
      before: { snapshot: input.snapshotId }
    })
    ctx.emit('diagram', input.id, diagram.caseId, { revision: diagram.version })
    return {}
  },
  'rca.update': async (ctx, input) => {
    const before = openDiagram(ctx.sql, input.id)
    if (typeof input.caseId === 'string') requireCase(ctx.sql, input.caseId)
    await ctx.em.update(
      Diagram,
      { id: input.id },
      {
        title: input.title ?? before.title,
        caseId: input.caseId === undefined ? before.caseId : input.caseId,
        templateFor: input.templateFor === undefined ? before.templateFor : input.templateFor,
        updatedAt: ctx.now,
        updatedBy: ctx.actor.name
      }
    )
    const after = findDiagram(ctx.sql, input.id)
    const told = ({ title, caseId, templateFor }: DiagramRow) => ({ title, caseId, templateFor })
    ctx.note({
      entity: 'diagram',
      entityId: input.id,
      subject: after.caseId ?? before.caseId,
      before: told(before),
      after: told(after)
    })
    if (after.caseId !== before.caseId || after.templateFor !== before.templateFor) indexAll(ctx, after)
    else indexDiagram(ctx, after)
    ctx.emit('diagram', input.id, after.caseId, { revision: after.version, row: true })
    return after
  },
  'rca.remove': async (ctx, input) => {
    const before = findDiagram(ctx.sql, input.id)
    await ctx.em.update(
      Diagram,
      { id: input.id },
      { removedAt: input.removed ? ctx.now : null, updatedAt: ctx.now, updatedBy: ctx.actor.name }
    )
    if (!input.removed) await humble(ctx, input.id)
    const after = findDiagram(ctx.sql, input.id)
    ctx.note({
      entity: 'diagram',
      entityId: input.id,
      subject: after.caseId,
      before: { title: before.title, removed: before.removed },
      after: { title: after.title, removed: after.removed }
    })
    indexAll(ctx, after)
    ctx.emit('diagram', input.id, after.caseId, { revision: after.version, row: true })
    return after
  },
  'rca.connections': (ctx, input) => {
    findDiagram(ctx.db, input.id)
    return { connections: connectionsOf(ctx.db, input.id) }
  },
  'rca.roots': (ctx, input) => ({ roots: rootsOf(ctx.db, input.caseId) }),
  'rca.sources': (ctx, input) => ({ sources: sourcesOf(ctx.db, input.caseId) }),
  'rca.hollow': (ctx, input) => {
    findDiagram(ctx.db, input.id)
    return { hollow: hollowsOf(ctx.db, input.id) }
  },
  'rca.unknownLots': (ctx, input) => ({ unknown: unknownLots(ctx.db, input.lots) }),
  'rca.proves': (ctx, input) => ({ proves: provedBy(ctx.db, input.caseId, input.evidenceId) }),
  'rca.spawn': async (ctx, input) => {
    const { entry, made } = await spawn(ctx, input)
    dropUndone(ctx, input.id)
    return { entry, made, undoable: undoableOf(ctx.sql, input.id, ctx.actor.id) }
  }
} satisfies Partial<Handlers>

/** While a diagram was away what its causes rested on may have gone: those come back as ones to be tested. */
async function humble(ctx: CommandContext, id: string): Promise<void> {
  const diagram = findDiagram(ctx.sql, id)
  const nodes = nodesOf(ctx.sql, id)
  const stands = standsIn(ctx.sql)
  const changes = setBack(nodes, stands, { by: ctx.actor.name, at: ctx.now })
  if (changes.length === 0) return
  await writeStep(ctx, diagram, afterStep(diagram.kind, nodes, changes, stands), changes, {
    mode: 'do',
    target: null,
    intent: { key: 'setBack', params: { n: changes.length } }
  })
}

/** A result, or the fault that stood in its way; anything else is thrown on. */
function attempt<T>(work: () => T): T | FabError {
  try {
    return work()
  } catch (error) {
    if (error instanceof FabError) return error
    throw error
  }
}
