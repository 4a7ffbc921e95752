import { FabError } from '@contract/errors'
import type { DiagramEntry, Undoable } from '@contract/rca'
import type { ReadSql } from '../../store/types'
import { entryOf, stepOf } from './rows'

/** Of a person's own steps: the last one that stands, and of those taken back the one taken back last. */
const lastDone = `SELECT * FROM diagram_step WHERE diagramId = ? AND byId IS ? AND mode = 'do' AND state = 'done'
  ORDER BY revision DESC LIMIT 1`
const lastUndone = `SELECT * FROM diagram_step WHERE diagramId = ? AND byId IS ? AND mode = 'do' AND state = 'undone'
  ORDER BY revision LIMIT 1`

/** What a person can undo and do again in a diagram. */
export function undoableOf(db: ReadSql, diagramId: string, userId: string | null): Undoable {
  return {
    undo: db.get(lastDone, [diagramId, userId], stepOf)?.intent ?? null,
    redo: db.get(lastUndone, [diagramId, userId], stepOf)?.intent ?? null
  }
}

/** The step that undo or redo is about; FabError rca.nothingToUndo. */
export function stepFor(
  db: ReadSql,
  diagramId: string,
  userId: string | null,
  mode: 'undo' | 'redo'
): DiagramEntry {
  const found = db.get(mode === 'undo' ? lastDone : lastUndone, [diagramId, userId], entryOf)
  if (found === undefined) throw new FabError('rca.nothingToUndo', { mode })
  return found
}
