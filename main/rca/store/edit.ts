import { inverse, type Change } from '@contract/diagram/change'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { parentsFirst } from '@contract/diagram/order'
import { FabError } from '@contract/errors'
import type { Parsed } from '@contract/index'
import type { DiagramEntry, DiagramRow, Intent } from '@contract/rca'
import { requireCase } from '../../cases'
import type { CommandContext } from '../../store/context'
import type { ReadSql } from '../../store/types'
import { Diagram } from '../entities'
import { afterStep, completed } from '../step'
import { standsIn } from './proof'
import { entriesAfter, findDiagram, nodesOf } from './rows'
import { entryId, indexNode, writeNodes, writeStep } from './write'

/** The diagram as it was after a revision: the steps since are taken back. */
export function nodesAt(db: ReadSql, id: string, revision: number): Nodes {
  const back = entriesAfter(db, id, revision)
    .toReversed()
    .flatMap(entry => inverse(entry.changes))
  const found = findDiagram(db, id)
  return afterStep(found.kind, nodesOf(db, id), back)
}

/** A diagram that may be changed. */
export function openDiagram(db: ReadSql, id: string): DiagramRow {
  const found = findDiagram(db, id)
  if (found.removed) throw new FabError('rca.removed', { title: found.title })
  return found
}

/** Checks changes against where the diagram stands and writes them as one step. */
export async function changeDiagram(
  ctx: CommandContext,
  id: string,
  changes: readonly Change[],
  intent: Intent
): Promise<DiagramEntry> {
  const diagram = openDiagram(ctx.sql, id)
  const nodes = nodesOf(ctx.sql, id)
  const whole = completed(diagram.kind, nodes, changes, { by: ctx.actor.name, at: ctx.now })
  const after = afterStep(diagram.kind, nodes, whole, standsIn(ctx.sql))
  return writeStep(ctx, diagram, after, whole, { mode: 'do', target: null, intent })
}

/** A new step of one's own ends what could be done again. */
export function dropUndone(ctx: CommandContext, id: string): void {
  ctx.sql.run(
    `UPDATE diagram_step SET state = 'dropped' WHERE diagramId = ? AND byId IS ? AND mode = 'do' AND state = 'undone'`,
    [id, ctx.actor.id]
  )
}

/** Puts the diagram itself into the search index. */
export function indexDiagram(ctx: CommandContext, diagram: DiagramRow): void {
  if (diagram.removed || diagram.templateFor !== null) ctx.unindex('diagram', diagram.id)
  else
    ctx.index({
      kind: 'diagram',
      id: diagram.id,
      title: diagram.title,
      subtitle: diagram.caseTitle,
      body: '',
      codes: diagram.caseNumber === '' ? [] : [diagram.caseNumber],
      subject: diagram.caseId,
      updatedAt: ctx.now
    })
}

/** Search entries of all its nodes, after it moved to another case or was removed. */
export function indexAll(ctx: CommandContext, diagram: DiagramRow): void {
  indexDiagram(ctx, diagram)
  for (const node of nodesOf(ctx.sql, diagram.id).values())
    if (diagram.removed) ctx.unindex('cause', entryId(diagram.id, node.id))
    else indexNode(ctx, diagram, node)
}

/**
 * Nodes of a new diagram in an order in which they can be added: a client may send them in any.
 * @throws FabError rca.reference for one that hangs on none of them
 */
function inPlace(nodes: readonly DiagramNode[]): readonly DiagramNode[] {
  const sorted = parentsFirst(nodes)
  const seen = new Set<string>()
  for (const { id, parent } of sorted) {
    if (parent !== null && !seen.has(parent)) throw new FabError('rca.reference', { id, to: parent })
    seen.add(id)
  }
  return sorted
}

/** Makes a diagram with the nodes it starts from. */
export async function createDiagram(ctx: CommandContext, input: Parsed<'rca.create'>): Promise<DiagramRow> {
  if (input.caseId !== null) requireCase(ctx.sql, input.caseId)
  const id = ctx.newId()
  const adds = inPlace(input.nodes).map((node): Change => ({ op: 'add', node }))
  const whole = completed(input.kind, new Map(), adds, { by: ctx.actor.name, at: ctx.now })
  const after = afterStep(input.kind, new Map(), whole, standsIn(ctx.sql))
  await ctx.em.insert(Diagram, {
    id,
    version: 1,
    createdAt: ctx.now,
    createdBy: ctx.actor.name,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name,
    kind: input.kind,
    title: input.title,
    caseId: input.caseId,
    templateFor: input.templateFor,
    removedAt: null
  })
  await writeNodes(ctx, { ...input, id }, after, new Set(after.keys()))
  const made = findDiagram(ctx.sql, id)
  ctx.note({
    entity: 'diagram',
    entityId: id,
    subject: made.caseId,
    after: { title: made.title, kind: made.kind, nodes: made.nodes, templateFor: made.templateFor }
  })
  indexDiagram(ctx, made)
  ctx.emit('diagram', id, made.caseId, { revision: 1 })
  return made
}
