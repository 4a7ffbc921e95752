import type { Change } from '@contract/diagram/change'
import { diagramKinds } from '@contract/diagram/kinds'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { FabError } from '@contract/errors'
import type { JsonObject } from '@contract/json'
import type { DiagramEntry, DiagramRow, DiagramStep, Intent } from '@contract/rca'
import { columns, json, maybe, number, oneOf, text, type Column } from '../../store/rows'
import type { ReadSql, Row } from '../../store/types'

/** Columns of a diagram as lists show it; the caller adds what narrows it. */
export const diagramSql = `SELECT d.*, coalesce(c.number, '') AS caseNumber, coalesce(c.title, '') AS caseTitle,
  (SELECT count(*) FROM diagram_node n WHERE n.diagramId = d.id) AS nodes,
  (SELECT count(*) FROM diagram_node n WHERE n.diagramId = d.id AND n.state = 'verified') AS verified
  FROM diagram d LEFT JOIN "case" c ON c.id = d.caseId`

const readDiagram = columns({
  id: text,
  version: number,
  createdAt: text,
  createdBy: text,
  updatedAt: text,
  updatedBy: text,
  kind: oneOf(diagramKinds),
  title: text,
  caseId: maybe(text),
  caseNumber: text,
  caseTitle: text,
  templateFor: maybe(text),
  nodes: number,
  verified: number,
  removedAt: maybe(text)
})

/** A row of {@link diagramSql}. */
export function diagramOf(row: Row): DiagramRow {
  const { removedAt, ...rest } = readDiagram(row)
  return { ...rest, removed: removedAt !== null }
}

/** One diagram; FabError record.notFound. */
export function findDiagram(db: ReadSql, id: string): DiagramRow {
  const found = db.get(`${diagramSql} WHERE d.id = ?`, [id], diagramOf)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'diagram', id })
  return found
}

/** JSON that this room wrote itself, checked when it came in. */
const kept =
  <T>(): Column<T> =>
  (value, name) =>
    json(value, name) as T

const readNode = columns({
  id: text,
  type: text,
  parent: maybe(text),
  rank: text,
  data: kept<JsonObject>()
})

/** Every node of a diagram as it stands. */
export function nodesOf(db: ReadSql, diagramId: string): Nodes {
  const rows: DiagramNode[] = db.all(
    'SELECT id, type, parent, rank, data FROM diagram_node WHERE diagramId = ?',
    [diagramId],
    readNode
  )
  return new Map(rows.map(node => [node.id, node]))
}

const readStep = columns({
  revision: number,
  at: text,
  by: text,
  byId: maybe(text),
  intent: kept<Intent>(),
  mode: oneOf(['do', 'undo', 'redo']),
  target: maybe(number)
})

/** A step without its changes. */
export const stepOf = (row: Row): DiagramStep => readStep(row)

const readChanges = columns({ changes: kept<Change[]>() })

/** A step with its changes. */
export const entryOf = (row: Row): DiagramEntry => ({ ...readStep(row), ...readChanges(row) })

/** Steps after a revision, oldest first. */
export function entriesAfter(db: ReadSql, diagramId: string, revision: number): DiagramEntry[] {
  return db.all(
    'SELECT * FROM diagram_step WHERE diagramId = ? AND revision > ? ORDER BY revision',
    [diagramId, revision],
    entryOf
  )
}
