import { diagramKinds } from '@contract/diagram/kinds'
import { provenStates, relations, verdicts } from '@contract/diagram/shared'
import type { Connection } from '@contract/rca'
import type { Output } from '@contract/index'
import { columns, maybe, number, oneOf, text } from '../../store/rows'
import type { ReadSql, Row } from '../../store/types'
import { hasOtherProof } from './proof'

/** What stands at the other end of a link `l`: a node, a task or an action; all null where it is gone. */
const far = (diagram: string, node: string): string => `
  d.kind AS diagramKind, ${diagram} AS diagramId, ${node} AS otherId,
  coalesce(n.text, t.title, a.title) AS text, coalesce(n.state, t.state, a.state) AS state,
  CASE WHEN n.id IS NULL AND t.id IS NULL AND a.id IS NULL THEN 1 ELSE 0 END AS gone
  FROM diagram_link l
  LEFT JOIN diagram_node n ON n.diagramId = ${diagram} AND n.id = ${node}
  LEFT JOIN diagram d ON d.id = ${diagram}`

const things = `
  LEFT JOIN task t ON l.toKind = 'task' AND t.id = l.toId
  LEFT JOIN action a ON l.toKind = 'action' AND a.id = l.toId`

const nothing = `
  LEFT JOIN task t ON 0
  LEFT JOIN action a ON 0`

const outSql = `SELECT 'out' AS direction, l.nodeId, l.relation, l.toKind AS kind, ${far('l.toDiagramId', 'l.toId')}
  ${things} WHERE l.diagramId = ?`

const inSql = `SELECT 'in' AS direction, l.toId AS nodeId, l.relation, 'node' AS kind, ${far('l.diagramId', 'l.nodeId')}
  ${nothing} WHERE l.toKind = 'node' AND l.toDiagramId = ?`

const read = columns({
  direction: oneOf(['out', 'in']),
  nodeId: text,
  relation: oneOf(relations),
  kind: oneOf(['node', 'task', 'action']),
  diagramKind: maybe(oneOf(diagramKinds)),
  diagramId: text,
  otherId: text,
  text: maybe(text),
  state: maybe(text)
})

function connectionOf(row: Row): Connection {
  const { direction, nodeId, relation, kind, ...rest } = read(row)
  return {
    nodeId,
    direction,
    relation,
    other: {
      kind,
      id: rest.otherId,
      diagramId: kind === 'node' ? rest.diagramId : null,
      diagramKind: rest.diagramKind,
      text: rest.text ?? '',
      state: rest.state ?? '',
      gone: row['gone'] === 1
    }
  }
}

/** Where a diagram's nodes lead, and what leads to them. */
export function connectionsOf(db: ReadSql, diagramId: string): Connection[] {
  return [...db.all(outSql, [diagramId], connectionOf), ...db.all(inSql, [diagramId], connectionOf)]
}

const readSource = columns({
  kind: oneOf(['task', 'action']),
  id: text,
  diagramId: text,
  diagramKind: oneOf(diagramKinds),
  nodeId: text,
  text
})

/** What the tasks and actions of a case come from. */
export function sourcesOf(db: ReadSql, caseId: string): Output<'rca.sources'>['sources'] {
  return db.all(
    `SELECT l.toKind AS kind, l.toId AS id, l.diagramId, d.kind AS diagramKind, l.nodeId, n.text
     FROM diagram d JOIN diagram_link l ON l.diagramId = d.id
     JOIN diagram_node n ON n.diagramId = l.diagramId AND n.id = l.nodeId
     WHERE d.caseId = ? AND d.removedAt IS NULL AND l.toKind IN ('task', 'action')
     ORDER BY l.diagramId, l.nodeId`,
    [caseId],
    readSource
  )
}

const readRoot = columns({
  diagramId: text,
  diagramTitle: text,
  nodeId: text,
  text,
  category: text,
  share: maybe(number),
  state: text
})

/** Causes in which the 5-Whys of a case end. */
export function rootsOf(db: ReadSql, caseId: string): Output<'rca.roots'>['roots'] {
  return db.all(
    `SELECT d.id AS diagramId, d.title AS diagramTitle, n.id AS nodeId, n.text, coalesce(n.state, 'open') AS state,
       json_extract(n.data, '$.root.category') AS category, json_extract(n.data, '$.root.share') AS share
     FROM diagram d JOIN diagram_node n ON n.diagramId = d.id
     WHERE d.caseId = ? AND d.kind = 'whys' AND d.removedAt IS NULL AND d.templateFor IS NULL AND n.type = 'why'
       AND json_type(n.data, '$.root') = 'object'
     ORDER BY d.createdAt, d.id, n.id`,
    [caseId],
    readRoot
  )
}

const readProved = columns({
  diagramId: text,
  diagramTitle: text,
  diagramKind: oneOf(diagramKinds),
  nodeId: text,
  text,
  state: text,
  says: oneOf(verdicts)
})

/** What a pinned piece or a file is evidence of, in the diagrams of its case. */
export function provedBy(db: ReadSql, caseId: string, evidenceId: string): Output<'rca.proves'>['proves'] {
  const found = db.all(
    `SELECT d.id AS diagramId, d.title AS diagramTitle, d.kind AS diagramKind, n.id AS nodeId, n.text,
       coalesce(n.state, '') AS state, json_extract(e.data, '$.says') AS says
     FROM diagram d
     JOIN diagram_node e ON e.diagramId = d.id AND e.type = 'evidence'
     JOIN diagram_node n ON n.diagramId = d.id AND n.id = e.parent
     WHERE d.caseId = ? AND d.removedAt IS NULL AND json_extract(e.data, '$.of.id') = ?
     ORDER BY d.createdAt, d.id, n.id`,
    [caseId, evidenceId],
    readProved
  )
  return found.map(one => ({
    ...one,
    alone:
      provenStates.some(state => state === one.state) &&
      one.says === 'supports' &&
      !hasOtherProof(db, one.diagramId, one.nodeId, evidenceId)
  }))
}
