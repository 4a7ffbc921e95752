import { FabError } from '@contract/errors'
import type { CommandContext, Handlers } from '../../store/context'
import { columns, maybe, number, text } from '../../store/rows'
import { CaseFile } from '../entities'
import { indexFile } from './entries'
import { findCase } from './rows'

const fileOf = columns({
  id: text,
  name: text,
  sha256: text,
  bytes: number,
  format: text,
  addedAt: text,
  addedBy: text,
  setId: maybe(text),
  importId: maybe(text)
})

/** A file to be put into a case. */
export interface NewCaseFile {
  readonly caseId: string
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly format: string
  readonly setId: string | null
  readonly importId: string | null
}

/** Put a file, whose bytes are attached, into a case. FabError record.notFound for the case. */
export async function addCaseFile(ctx: CommandContext, file: NewCaseFile): Promise<string> {
  const found = findCase(ctx.sql, file.caseId)
  const id = ctx.newId()
  await ctx.em.insert(CaseFile, { ...file, caseId: found.id, id, addedAt: ctx.now, addedBy: ctx.actor.name })
  ctx.note({
    entity: 'file',
    entityId: id,
    subject: found.id,
    after: { name: file.name, sha256: file.sha256, bytes: file.bytes, format: file.format }
  })
  indexFile(ctx, found, { id, name: file.name, at: ctx.now })
  ctx.emit('file', id, found.id)
  return id
}

/** Take the files of an import out of their cases again. */
export async function removeImportFiles(
  ctx: CommandContext,
  importId: string,
  reason: string
): Promise<void> {
  for (const row of ctx.sql.all('SELECT id FROM case_file WHERE importId = ?', [importId]))
    await removeFile(ctx, text(row['id'], 'id'), reason)
}

async function removeFile(ctx: CommandContext, fileId: string, reason: string): Promise<void> {
  const row = ctx.sql.get('SELECT * FROM case_file WHERE id = ?', [fileId])
  if (row === undefined) throw new FabError('record.notFound', { entity: 'file', id: fileId })
  const file = fileOf(row)
  const caseId = text(row['caseId'], 'caseId')
  await ctx.em.delete(CaseFile, { id: fileId })
  ctx.tookAway({ kind: 'file', id: fileId })
  ctx.note({
    entity: 'file',
    entityId: fileId,
    subject: caseId,
    reason,
    before: { name: file.name, sha256: file.sha256, bytes: file.bytes, format: file.format }
  })
  ctx.unindex('file', fileId)
  ctx.emit('file', fileId, caseId)
}

/** Files of a case. */
export const fileHandlers = {
  'cases.files': (ctx, input) => ({
    files: ctx.db.all(
      'SELECT * FROM case_file WHERE caseId = ? ORDER BY addedAt DESC, id DESC',
      [findCase(ctx.db, input.id).id],
      fileOf
    )
  }),
  'cases.removeFile': async (ctx, input) => {
    await removeFile(ctx, input.fileId, input.reason)
    return {}
  }
} satisfies Partial<Handlers>
