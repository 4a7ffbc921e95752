import { rm } from 'node:fs/promises'
import type { MessagePort } from 'node:worker_threads'
import { FabError, type Fault } from '@contract/errors'
import { Copy } from './copy'
import { Source, type ReadOptions, type ReadResult } from './formats/input'
import type { Sniffed } from './formats/sniff'
import { Warnings, type Warning } from './formats/warnings'
import { isArchive, readableMembers, type MemberListing } from './members'
import { readerOf, type Content, type Group } from './readers'

/** What to read. */
export interface ImportTask {
  readonly sourcePath: string
  /** Where to copy the file while it is read, fsynced: a path where nothing is yet; null: no copy is wanted. */
  readonly copy: { readonly path: string; readonly maxBytes: number } | null
  /** The file's name as people know it. */
  readonly name: string
  /**
   * SHA-256 of what was read before and may be this file. Where there are some it is hashed first, and not
   * read again if it is one of them.
   */
  readonly known: readonly string[]
  /** Read this file of the archive alone, by its place in the directory: no copy, no hash. Null for a whole file. */
  readonly member: number | null
}

/** What an import gave, apart from the columns that went to the sink. */
export interface ImportResult {
  /** Empty for a member of an archive. */
  readonly sha256: string
  /** Bytes of the file as it stands. */
  readonly bytes: number
  readonly sniffed: Sniffed
  /** It is one of the task's `known`: nothing was read, nothing copied. */
  readonly again: boolean
  /** Null for a file kept as evidence only. */
  readonly set: Content | null
  /** Of an archive, the files data can be read from: each is a task of its own. Null for any other file. */
  readonly members: readonly MemberListing[] | null
  readonly warnings: readonly Warning[]
}

/** Share of the way that copying an archive is, before its files are read. */
export const archiveShare = 0.3

/** Where columns go while a file is read. */
export interface ImportHooks {
  readonly signal?: AbortSignal | undefined
  /** Bytes of the file read, of how many. */
  readonly progress?: ((done: number, total: number) => void) | undefined
  /** Takes a group; reading waits until it resolves, so the sink sets the pace. */
  readonly sink: (group: Group) => Promise<void>
}

/**
 * Read a file once: hash it, copy it where wanted, and turn it into columns where it is readable. When it throws,
 * the copy is gone.
 * @throws FabError contract.cancelled, file.unreadable, file.bomb, attachment.tooLarge; errors of the system where
 * the copy cannot be written
 */
export async function runImport(task: ImportTask, hooks: ImportHooks): Promise<ImportResult> {
  const source = await Source.open(task.sourcePath)
  try {
    if (task.member !== null) return await readMember(source, task.member, hooks)
    const first = task.known.length > 0 ? await hashed(source, hooks) : null
    if (first !== null && task.known.includes(first.sha256)) {
      const { sniffed } = source
      return { ...first, sniffed, again: true, set: null, members: null, warnings: [] }
    }
    const progress = hooks.progress
    return await readInto(source, task, {
      ...hooks,
      ...(first === null || progress === undefined
        ? {}
        : {
            progress: (done: number, total: number) => {
              progress((total + done) / 2, total)
            }
          })
    })
  } finally {
    await source.close()
  }
}

/** Hash alone, as the first half of the way. */
async function hashed(source: Source, hooks: ImportHooks): Promise<{ sha256: string; bytes: number }> {
  const { sha256, fileBytes } = await source.read(null, new Warnings(), {
    signal: hooks.signal,
    onProgress: (done, total) => hooks.progress?.(done / 2, total),
    hash: true
  })
  return { sha256: sha256 ?? '', bytes: fileBytes }
}

async function readInto(source: Source, task: ImportTask, hooks: ImportHooks): Promise<ImportResult> {
  const { sniffed } = source
  const copy = task.copy === null ? null : await Copy.make(task.copy, task.name)
  const packed = isArchive(source)
  try {
    const read = await readContent(source, hooks, {
      hash: true,
      onProgress: (done, total) => hooks.progress?.(packed ? done * archiveShare : done, total),
      tee: copy === null ? undefined : piece => copy.write(piece)
    })
    const members = packed ? await readableMembers(source, read.warnings, hooks.signal) : null
    await copy?.finish()
    const { sha256, fileBytes: bytes, content: set, warnings } = read
    return { sha256: sha256 ?? '', bytes, sniffed, again: false, set, members, warnings: warnings.list() }
  } catch (error) {
    await copy?.drop()
    throw error
  }
}

/** One file of an archive. */
async function readMember(archive: Source, index: number, hooks: ImportHooks): Promise<ImportResult> {
  const entry = (await archive.members(new Warnings())).find(member => member.index === index)
  if (entry === undefined || entry.problem !== null) throw new FabError('file.damaged', { offset: 0 })
  const source = await archive.member(entry)
  const read = await readContent(source, hooks, { onProgress: hooks.progress })
  return {
    sha256: '',
    bytes: entry.bytes,
    sniffed: source.sniffed,
    again: false,
    set: read.content,
    members: null,
    warnings: read.warnings.list()
  }
}

/** Read a source, its columns to the sink where it holds any. */
async function readContent(
  source: Source,
  hooks: ImportHooks,
  options: Pick<ReadOptions, 'hash' | 'tee' | 'onProgress'>
): Promise<ReadResult & { readonly content: Content | null; readonly warnings: Warnings }> {
  const reading = readerOf(source.sniffed.format)?.() ?? null
  const warnings = reading?.warnings ?? new Warnings()
  const drain = async () => {
    for (let group = reading?.groups.shift(); group !== undefined; group = reading?.groups.shift())
      await hooks.sink(group)
  }
  const read = await source.read(reading?.target ?? null, warnings, {
    ...options,
    signal: hooks.signal,
    drain
  })
  const content = reading?.finish().content ?? null
  await drain()
  return { ...read, content, warnings }
}

/** From worker to core. `id` counts groups; the core acknowledges each when it is written. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'group'; readonly id: number; readonly group: Group }

/** From core to worker. */
export type ToWorker =
  | { readonly kind: 'written' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'cancel' }

/** Groups on their way at once: one being written, one waiting. Each holds at most some 130 MB. */
const inFlight = 2
const progressMs = 100

/** {@link runImport} at the worker's end of a port. The port is closed when it ends, however it ends. */
export async function importOverPort(task: ImportTask, port: MessagePort): Promise<ImportResult> {
  const cancel = new AbortController()
  let waiting: (() => void) | null = null
  let open = 0
  let failed: Fault | null = null
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'written') open--
    else {
      if (message.kind === 'failed') failed ??= message.fault
      cancel.abort()
    }
    waiting?.()
  })
  port.on('close', () => {
    cancel.abort()
    waiting?.()
  })
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => {
    port.postMessage(message, transfer)
  }
  const settle = async (most: number) => {
    while (open > most && !cancel.signal.aborted) {
      await new Promise<void>(resolve => (waiting = resolve))
      waiting = null
    }
  }
  let told = 0
  let id = 0
  let copied = false
  try {
    const result = await runImport(task, {
      signal: cancel.signal,
      progress: (done, total) => {
        const now = performance.now()
        if (now - told < progressMs && done < total) return
        told = now
        post({ kind: 'progress', done, total })
      },
      sink: async group => {
        await settle(inFlight - 1)
        if (cancel.signal.aborted) throw new FabError('contract.cancelled')
        open++
        post({ kind: 'group', id: id++, group }, buffersOf(group))
      }
    })
    copied = true
    await settle(0)
    if (cancel.signal.aborted) throw new FabError('contract.cancelled')
    return result
  } catch (error) {
    if (copied && task.copy !== null) await rm(task.copy.path, { force: true })
    if (failed !== null) throw FabError.from(failed)
    throw error
  } finally {
    port.close()
  }
}

/**
 * The core's end of the port: hands groups to the sink one after another and acknowledges them; tells the worker
 * when the sink fails or the signal aborts.
 */
export function serveImport(
  port: MessagePort,
  hooks: {
    readonly signal?: AbortSignal | undefined
    readonly progress?: ((done: number, total: number) => void) | undefined
    readonly sink: (group: Group) => Promise<void>
  }
): void {
  const post = (message: ToWorker) => {
    port.postMessage(message)
  }
  let turn = Promise.resolve()
  let broken = false
  const stop = () => {
    post({ kind: 'cancel' })
  }
  if (hooks.signal?.aborted === true) stop()
  hooks.signal?.addEventListener('abort', stop, { once: true })
  port.on('message', (message: FromWorker) => {
    if (message.kind === 'progress') {
      hooks.progress?.(message.done, message.total)
      return
    }
    turn = turn.then(async () => {
      if (broken) return
      try {
        await hooks.sink(message.group)
        post({ kind: 'written' })
      } catch (error) {
        broken = true
        const fault = error instanceof FabError ? error.fault : new FabError('contract.internal').fault
        post({ kind: 'failed', fault })
      }
    })
  })
  port.on('close', () => {
    hooks.signal?.removeEventListener('abort', stop)
  })
}

/** Every buffer of a group, each once: they are handed over, not copied. */
function buffersOf(group: Group): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const take = (array: ArrayBufferView<ArrayBuffer> | null) => {
    if (array !== null) buffers.add(array.buffer)
  }
  if ('kind' in group) {
    for (const { values, codes } of group.columns) {
      take(values)
      take(codes)
    }
    return [...buffers]
  }
  if (group.parts !== null) {
    const { id, text, ...numbers } = group.parts.columns
    for (const array of Object.values(numbers)) take(array)
    for (const packed of [id, text]) {
      take(packed.offsets)
      take(packed.bytes)
    }
  }
  for (const block of group.values) {
    take(block.values)
    take(block.status)
  }
  if (group.earlier !== null)
    for (const array of Object.values(group.earlier)) take(array as Float32Array<ArrayBuffer>)
  return [...buffers]
}
