import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { FabError } from '@contract/errors'
import { codeOf } from '../faults'
import type { BackupInfo, Blob256 } from '../types'

/** Names inside a backup folder; the databases and the card keep theirs. */
export const backupNames = { manifest: 'manifest.json', list: 'attachments.txt' } as const

/** Format of the manifest this build writes. */
export const backupFormat = 1

const manifestShape = z.object({
  format: z.number().int(),
  name: z.string(),
  at: z.string(),
  reason: z.enum(['manual', 'daily', 'weekly', 'migration', 'restore']),
  storeId: z.string(),
  storeName: z.string(),
  /** Where the store lay: a backup by reference is restored with the attachments found there. */
  storeDir: z.string(),
  attachments: z.enum(['reference', 'full']),
  attachmentCount: z.number(),
  attachmentBytes: z.number(),
  /** Attachments whose bytes were missing or altered when the backup was made. */
  missing: z.array(z.string()),
  auditSeq: z.number(),
  auditHash: z.string(),
  /** By path with forward slashes, relative to the backup. */
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number() }))
})

/** What manifest.json says. */
export type Manifest = z.infer<typeof manifestShape>

/** Reads a finished backup's manifest. FabError backup.notFound, backup.incomplete, store.newer. */
export async function readManifest(path: string): Promise<Manifest> {
  let text: string
  try {
    text = await readFile(join(path, backupNames.manifest), 'utf8')
  } catch (error) {
    // A name too long for the file system names nothing that is there.
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(String(codeOf(error))))
      throw new FabError('backup.notFound', { backup: path })
    throw error
  }
  const bad = (cause: unknown): FabError =>
    new FabError('backup.incomplete', { path, file: backupNames.manifest }, { cause })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw bad(cause)
  }
  const format = z.object({ format: z.number() }).safeParse(value)
  if (format.success && format.data.format > backupFormat)
    throw new FabError('store.newer', { format: format.data.format, known: backupFormat })
  const manifest = manifestShape.safeParse(value)
  if (!manifest.success) throw bad(manifest.error)
  return manifest.data
}

/** A manifest as people see it. */
export function infoOf(path: string, manifest: Manifest): BackupInfo {
  const { name, at, reason, storeId, storeName, attachments, attachmentCount, missing } = manifest
  const own = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0)
  const bytes = own + (attachments === 'full' ? manifest.attachmentBytes : 0)
  return {
    path,
    name,
    at,
    reason,
    storeId,
    storeName,
    attachments,
    attachmentCount,
    missing: missing.length,
    bytes
  }
}

/** One line of attachments.txt. */
export function listLine(blob: Blob256): string {
  return `${blob.sha256} ${String(blob.bytes)}\n`
}

/** The attachments a backup names. FabError backup.incomplete on a line that is none. */
export async function* readList(file: string): AsyncGenerator<Blob256> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  for await (const line of lines) {
    const match = /^([0-9a-f]{64}) (\d{1,15})$/.exec(line)
    if (match?.[1] === undefined) throw new FabError('backup.incomplete', { file: backupNames.list })
    yield { sha256: match[1], bytes: Number(match[2]) }
  }
}
