import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { FabError } from '@contract/errors'
import type { StagedFile } from '@contract/desktop'
import type { Stage } from '../store/context'
import type { Attachments, ByteSource, Watch } from '../store/types'

const lifeMs = 24 * 3600 * 1000
const largest = 2 * 1024 ** 3

interface Entry extends Stage {
  readonly at: number
  /** Who uploaded it and alone may import it; null: a path named by this machine's own program. */
  readonly owner: string | null
  /** Lets go of uploaded bytes; null for a path. */
  readonly letGo: (() => void) | null
}

/**
 * Files that may be imported: local paths that the desktop or the CLI named, or bytes a browser
 * uploaded. Whoever knows the secret `stageId` of a path may import that file, and who uploaded bytes
 * may import those; nothing else names paths.
 */
export class Stages {
  private readonly entries = new Map<string, Entry>()

  constructor(private readonly attachments: Attachments) {}

  /** Stage a file of this machine. FabError attachment.unreadable or attachment.tooLarge. */
  async path(path: string): Promise<StagedFile> {
    const name = basename(path)
    const found = await stat(path).catch((cause: unknown) => {
      throw new FabError('attachment.unreadable', { name }, { cause })
    })
    if (!found.isFile()) throw new FabError('attachment.unreadable', { name })
    if (found.size > largest)
      throw new FabError('attachment.tooLarge', { name, bytes: found.size, limit: largest })
    return this.keep({ name, bytes: found.size, path, sha256: null }, null, null)
  }

  /** Stage uploaded bytes; they are an attachment on disk when this resolves. */
  async upload(name: string, owner: string | null, source: ByteSource, watch?: Watch): Promise<StagedFile> {
    const { sha256, bytes, letGo } = await this.attachments.place(source, { maxBytes: largest, ...watch })
    const path = await this.attachments.path(sha256)
    return this.keep({ name: basename(name.replaceAll('\\', '/')), bytes, path, sha256 }, owner, letGo)
  }

  /** FabError attachment.staleStage when the id is unknown, a day old, or somebody else's. */
  get(stageId: string, userId: string | null): Stage {
    const entry = this.entries.get(stageId)
    const usable = entry !== undefined && Date.now() - entry.at <= lifeMs
    if (!usable || (entry.owner !== null && entry.owner !== userId))
      throw new FabError('attachment.staleStage', {})
    return entry
  }

  /** Records name the bytes now. The stage can be used again as long as they do. */
  used(stageId: string): void {
    this.entries.get(stageId)?.letGo?.()
  }

  private keep(stage: Omit<Stage, 'stageId'>, owner: string | null, letGo: (() => void) | null): StagedFile {
    const now = Date.now()
    for (const [key, entry] of this.entries)
      if (now - entry.at > lifeMs) {
        this.entries.delete(key)
        entry.letGo?.()
      }
    const stageId = randomBytes(18).toString('base64url')
    this.entries.set(stageId, { ...stage, stageId, at: now, owner, letGo })
    return { stageId, name: stage.name, bytes: stage.bytes }
  }
}
