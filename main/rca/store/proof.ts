import type { Change } from '@contract/diagram/change'
import type { Nodes } from '@contract/diagram/node'
import { evidenceNode, provenStates, type EvidenceData } from '@contract/diagram/shared'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import type { TakenAway } from '../../store/context'
import { columns, text } from '../../store/rows'
import type { ReadSql } from '../../store/types'
import { rootless, type Stands } from '../step'

/** So many lots in one statement. */
const slice = 500

/** A lot number whatever its case and marks: `K2637-C62` is written `k2637c62` elsewhere. */
const plain = (lot: string): string => lot.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Of these words those that are no lot known here: neither in the register nor in an imported file. */
export function unknownLots(db: ReadSql, lots: readonly string[]): string[] {
  const known = new Set<string>()
  for (let at = 0; at < lots.length; at += slice) {
    const part = lots.slice(at, at + slice)
    // The column folds case by itself.
    for (const row of db.all(
      `SELECT lotNumber FROM lot WHERE lotNumber IN (${part.map(() => '?').join(', ')})`,
      part
    ))
      known.add(plain(text(row['lotNumber'], 'lotNumber')))
  }
  const left = lots.filter(lot => !known.has(plain(lot)))
  if (left.length === 0) return []
  for (const row of db.all("SELECT DISTINCT lot FROM data_set WHERE lot <> ''"))
    // A file of defects may name several.
    for (const lot of text(row['lot'], 'lot').split(', ')) known.add(plain(lot))
  return left.filter(lot => !known.has(plain(lot)))
}

/** Why a piece of evidence proves nothing any more; null where it is there to be looked at. */
type Hollow = 'removed' | 'unknown' | null

/** Whether what a piece of evidence names is there. */
function hollowOf(db: ReadSql, of: EvidenceData['of']): Hollow {
  switch (of.kind) {
    case 'comment':
      return null
    case 'piece':
      return there(db, 'SELECT 1 FROM evidence WHERE id = ? AND removedAt IS NULL', of.id) ? null : 'removed'
    case 'file':
      return there(db, 'SELECT 1 FROM case_file WHERE id = ?', of.id) ? null : 'removed'
    case 'lots':
      return unknownLots(db, of.lots).length < of.lots.length ? null : 'unknown'
  }
}

const there = (db: ReadSql, sql: string, id: string): boolean => db.get(sql, [id]) !== undefined

/** Tells of a piece of evidence whether a cause can rest on it. */
export const standsIn =
  (db: ReadSql): Stands =>
  node => {
    const data = evidenceNode.safeParse(node.data)
    return data.success && data.data.says === 'supports' && hollowOf(db, data.data.of) === null
  }

/** Changes that set causes whose proof is not there any more back to "under test"; by and at are the core's to say. */
export function setBack(nodes: Nodes, stands: Stands, stamp: { by: string; at: string }): readonly Change[] {
  return rootless(nodes, stands).map(node => {
    const from = node.data['status'] ?? null
    const why = typeof from === 'object' && from !== null && 'why' in from ? (from['why'] ?? '') : ''
    return { op: 'set', id: node.id, field: 'status', from, to: { is: 'underTest', why, ...stamp } }
  })
}

/** Evidence of a diagram that cannot be looked at any more, and lots that nobody here knows. */
export function hollowsOf(db: ReadSql, diagramId: string): Output<'rca.hollow'>['hollow'] {
  return db
    .all("SELECT id, data FROM diagram_node WHERE diagramId = ? AND type = 'evidence'", [diagramId])
    .flatMap(row => {
      const { of } = evidenceNode.parse(JSON.parse(text(row['data'], 'data')))
      const unknown = of.kind === 'lots' ? unknownLots(db, of.lots) : []
      const why = hollowOf(db, of)
      return why === null && unknown.length === 0 ? [] : [{ nodeId: text(row['id'], 'id'), why, unknown }]
    })
}

const readCause = columns({ diagramId: text, id: text, text, title: text })

/** Proven causes that a statement tells the support of; what is neutral or against carries nothing. */
const restingSql = (where: string): string => `SELECT DISTINCT n.diagramId, n.id, n.text, d.title
  FROM diagram_node n
  JOIN diagram d ON d.id = n.diagramId AND d.removedAt IS NULL
  JOIN diagram_node e ON e.diagramId = n.diagramId AND e.parent = n.id AND e.type = 'evidence'
    AND json_extract(e.data, '$.says') = 'supports'
  WHERE n.state IN (${provenStates.map(state => `'${state}'`).join(', ')}) AND ${where}
  ORDER BY n.diagramId, n.id`

/** Every piece of evidence beside one node. */
function exhibits(db: ReadSql, diagramId: string, nodeId: string): EvidenceData[] {
  return db.all(
    "SELECT data FROM diagram_node WHERE diagramId = ? AND parent = ? AND type = 'evidence'",
    [diagramId, nodeId],
    row => evidenceNode.parse(JSON.parse(text(row['data'], 'data')))
  )
}

/** Whether a node has evidence beside it that supports it and can be looked at, but for the piece or file named. */
export function hasOtherProof(db: ReadSql, diagramId: string, nodeId: string, without: string): boolean {
  return exhibits(db, diagramId, nodeId).some(
    one =>
      one.says === 'supports' && !('id' in one.of && one.of.id === without) && hollowOf(db, one.of) === null
  )
}

const naming = (lots: readonly string[], some: readonly string[]): boolean => {
  const wanted = new Set(some.map(plain))
  return lots.some(lot => wanted.has(plain(lot)))
}

/**
 * Objects to the removal of what alone proves a cause: a piece, a file, or a lot that no register and no file knows
 * any more. Asked after it was taken away, in the same transaction.
 * @throws FabError rca.restsOn, with the causes by name
 */
export function objectTo(db: ReadSql, gone: TakenAway): void {
  const resting =
    gone.kind === 'lots'
      ? db
          .all(restingSql("json_extract(e.data, '$.of.kind') = 'lots'"), [], readCause)
          .filter(cause =>
            exhibits(db, cause.diagramId, cause.id).some(
              ({ of, says }) => says === 'supports' && of.kind === 'lots' && naming(of.lots, gone.lots)
            )
          )
      : db.all(restingSql("json_extract(e.data, '$.of.id') = ?"), [gone.id], readCause)
  const bare = resting.filter(cause => !hasOtherProof(db, cause.diagramId, cause.id, ''))
  if (bare.length === 0) return
  const names = [...new Set(bare.map(cause => `“${cause.text}” (${cause.title})`))]
  throw new FabError('rca.restsOn', {
    causes: names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : ''),
    count: names.length
  })
}
