import { dataOf } from '@contract/diagram/kinds'
import { link, type NodeLink } from '@contract/diagram/shared'
import { FabError } from '@contract/errors'
import type { Output, Parsed } from '@contract/index'
import type { DiagramEntry, DiagramRow } from '@contract/rca'
import { z } from 'zod'
import { addAction } from '../../capa'
import type { CommandContext } from '../../store/context'
import { addTask } from '../../workflow'
import { changeDiagram, createDiagram } from './edit'
import { findDiagram, nodesOf } from './rows'

type Made = Output<'rca.spawn'>['made']

const linksShape = z.array(link)

/**
 * Makes something of a node and links the two.
 * @throws FabError record.notFound, rca.needsCase, those of a step
 */
export async function spawn(
  ctx: CommandContext,
  input: Parsed<'rca.spawn'>
): Promise<{ readonly entry: DiagramEntry; readonly made: Made }> {
  const diagram = findDiagram(ctx.sql, input.id)
  const node = nodesOf(ctx.sql, input.id).get(input.nodeId)
  if (node === undefined) throw new FabError('record.notFound', { entity: 'cause', id: input.nodeId })
  const data = dataOf(diagram.kind, node.type, node.data)
  if (!('links' in data)) throw new FabError('rca.place', { id: node.id, type: 'link', under: node.type })
  const {
    made,
    made: { id },
    to
  } = await makeOf(ctx, diagram, input.into)
  const before = linksShape.parse(data['links'])
  const entry = await changeDiagram(
    ctx,
    input.id,
    [{ op: 'set', id: node.id, field: 'links', from: node.data['links'] ?? null, to: [...before, to] }],
    { key: `spawn.${to.relation}`, params: { to: id } }
  )
  return { entry, made }
}

async function makeOf(
  ctx: CommandContext,
  diagram: DiagramRow,
  into: Parsed<'rca.spawn'>['into']
): Promise<{ readonly made: Made; readonly to: NodeLink }> {
  if ((into.kind === 'task' || into.kind === 'action') && !ctx.actor.permissions.has('cases.write'))
    throw new FabError('contract.forbidden', { needs: 'cases.write' })
  switch (into.kind) {
    case 'task': {
      const { id } = await addTask(ctx, {
        caseId: diagram.caseId,
        title: into.title,
        details: '',
        ownerId: into.ownerId,
        due: into.due,
        state: 'open'
      })
      return { made: { kind: 'task', id }, to: { relation: 'task', to: { kind: 'task', id } } }
    }
    case 'action': {
      if (diagram.caseId === null) throw new FabError('rca.needsCase', { title: diagram.title })
      const { id } = await addAction(ctx, {
        caseId: diagram.caseId,
        kind: into.actionKind,
        title: into.title,
        details: '',
        ownerId: into.ownerId,
        due: into.due,
        doneOn: null,
        state: 'planned'
      })
      return { made: { kind: 'action', id }, to: { relation: 'action', to: { kind: 'action', id } } }
    }
    case 'diagram': {
      const { id } = await createDiagram(ctx, {
        kind: into.diagramKind,
        title: into.title,
        caseId: diagram.caseId,
        templateFor: null,
        nodes: into.nodes
      })
      return madeDiagram(ctx, id, into)
    }
    case 'into': {
      await changeDiagram(ctx, into.diagramId, into.changes, {
        key: `received.${into.relation}`,
        params: { from: diagram.title.slice(0, 200) }
      })
      return madeDiagram(ctx, into.diagramId, into)
    }
  }
}

function madeDiagram(
  ctx: CommandContext,
  id: string,
  into: { readonly nodeId: string; readonly relation: NodeLink['relation'] }
): { readonly made: Made; readonly to: NodeLink } {
  if (!nodesOf(ctx.sql, id).has(into.nodeId))
    throw new FabError('record.notFound', { entity: 'cause', id: into.nodeId })
  return {
    made: { kind: 'diagram', id },
    to: { relation: into.relation, to: { kind: 'node', diagramId: id, nodeId: into.nodeId } }
  }
}
