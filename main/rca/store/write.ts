import type { Change } from '@contract/diagram/change'
import { stateOf, textOf } from '@contract/diagram/kinds'
import { textMost, type DiagramNode, type Nodes } from '@contract/diagram/node'
import { link, type NodeLink } from '@contract/diagram/shared'
import type { DiagramEntry, DiagramRow, Intent } from '@contract/rca'
import { z } from 'zod'
import type { CommandContext } from '../../store/context'
import { Diagram, DiagramStepRow } from '../entities'
import { touchedBy } from '../step'

/** How a step came about. */
export interface StepKind {
  readonly mode: DiagramEntry['mode']
  readonly target: number | null
  readonly intent: Intent
}

/** Nodes that are found by what they say. */
const searched = new Set(['cause', 'why', 'effect', 'problem', 'theory', 'gate', 'event', 'row'])

/** So many nodes, then the loop may turn. */
const slice = 200

/**
 * Writes one step: nodes as they are after it, links, search entries, the step itself and the new revision.
 * What was checked before is not checked again.
 */
export async function writeStep(
  ctx: CommandContext,
  diagram: DiagramRow,
  after: Nodes,
  changes: readonly Change[],
  how: StepKind
): Promise<DiagramEntry> {
  await writeNodes(ctx, diagram, after, touchedBy(changes))
  const entry: DiagramEntry = {
    revision: diagram.version + 1,
    at: ctx.now,
    by: ctx.actor.name,
    byId: ctx.actor.id,
    intent: how.intent,
    mode: how.mode,
    target: how.target,
    changes: [...changes]
  }
  await ctx.em.insert(DiagramStepRow, {
    ...entry,
    diagramId: diagram.id,
    intent: JSON.stringify(entry.intent),
    changes: JSON.stringify(changes),
    state: how.mode === 'do' ? 'done' : 'told'
  })
  await ctx.em.update(
    Diagram,
    { id: diagram.id },
    { version: entry.revision, updatedAt: ctx.now, updatedBy: ctx.actor.name }
  )
  ctx.note({
    entity: 'diagram',
    entityId: diagram.id,
    subject: diagram.caseId,
    after: {
      title: diagram.title,
      kind: diagram.kind,
      revision: entry.revision,
      intent: how.intent.key,
      params: how.intent.params,
      mode: how.mode,
      changes: changes.length
    }
  })
  ctx.emit('diagram', diagram.id, diagram.caseId, { revision: entry.revision })
  return entry
}

/** Writes the nodes named as they are in `after`, or takes them away. */
export async function writeNodes(
  ctx: CommandContext,
  diagram: Pick<DiagramRow, 'id' | 'caseId' | 'title' | 'templateFor'>,
  after: Nodes,
  touched: ReadonlySet<string>
): Promise<void> {
  let n = 0
  for (const id of touched) {
    const node = after.get(id)
    ctx.sql.run('DELETE FROM diagram_link WHERE diagramId = ? AND nodeId = ?', [diagram.id, id])
    if (node === undefined) {
      ctx.sql.run('DELETE FROM diagram_node WHERE diagramId = ? AND id = ?', [diagram.id, id])
      ctx.unindex('cause', entryId(diagram.id, id))
    } else {
      ctx.sql.run(
        `INSERT INTO diagram_node (diagramId, id, type, parent, rank, data, text, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET type = excluded.type, parent = excluded.parent, rank = excluded.rank,
           data = excluded.data, text = excluded.text, state = excluded.state`,
        [
          diagram.id,
          id,
          node.type,
          node.parent,
          node.rank,
          JSON.stringify(node.data),
          textOf(node).slice(0, textMost),
          stateOf(node)
        ]
      )
      writeLinks(ctx, diagram.id, node)
      indexNode(ctx, diagram, node)
    }
    if (++n % slice === 0) await new Promise(resolve => setImmediate(resolve))
  }
}

/** Id under which a node is found by search. */
export const entryId = (diagramId: string, nodeId: string): string => `${diagramId}.${nodeId}`

/** Puts what a node says into the search index; templates and nodes that say nothing stay out. */
export function indexNode(
  ctx: CommandContext,
  diagram: Pick<DiagramRow, 'id' | 'caseId' | 'title' | 'templateFor'>,
  node: DiagramNode
): void {
  if (!searched.has(node.type)) return
  const title = textOf(node)
  const id = entryId(diagram.id, node.id)
  if (title === '' || diagram.templateFor !== null) {
    ctx.unindex('cause', id)
    return
  }
  const { note, name } = node.data
  ctx.index({
    kind: 'cause',
    id,
    title: title.slice(0, 300),
    subtitle: diagram.title,
    body: typeof note === 'string' ? note : '',
    codes: typeof name === 'string' ? [name] : [],
    subject: diagram.caseId,
    updatedAt: ctx.now
  })
}

const linksShape = z.array(link)
const sourceShape = z.object({ diagramId: z.string(), nodeId: z.string() })

/** Where a node leads: its links, and for a theory what it was taken from. */
function linksOf(node: DiagramNode): readonly NodeLink[] {
  const own = linksShape.safeParse(node.data['links'])
  const source = sourceShape.safeParse(node.data['source'])
  return [
    ...(own.success ? own.data : []),
    ...(source.success ? [{ relation: 'source', to: { kind: 'node', ...source.data } } as const] : [])
  ]
}

function writeLinks(ctx: CommandContext, diagramId: string, node: DiagramNode): void {
  for (const { relation, to } of linksOf(node))
    ctx.sql.run(
      `INSERT OR IGNORE INTO diagram_link (diagramId, nodeId, relation, toKind, toDiagramId, toId)
       VALUES (?, ?, ?, ?, ?, ?)`,
      [
        diagramId,
        node.id,
        relation,
        to.kind,
        to.kind === 'node' ? to.diagramId : '',
        to.kind === 'node' ? to.nodeId : to.id
      ]
    )
}
