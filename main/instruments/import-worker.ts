import { open, rm, type FileHandle } from 'node:fs/promises'
import type { MessagePort } from 'node:worker_threads'
import { FabError, type Fault } from '@contract/errors'
import { Source } from './formats/input'
import type { Sniffed } from './formats/sniff'
import { Warnings, type Warning } from './formats/warnings'
import { readerOf, type MeasurementContent } from './readers'
import type { SetGroup } from './set/types'

/** What to read. */
export interface ImportTask {
  readonly sourcePath: string
  /** Copy the file here while it is read, fsynced; null: no copy is wanted. Must not exist yet. */
  readonly targetPath: string | null
  /** The file's name as people know it. */
  readonly name: string
}

/** What an import gave, apart from the columns that went to the sink. */
export interface ImportResult {
  readonly sha256: string
  /** Bytes of the file as it stands. */
  readonly bytes: number
  readonly sniffed: Sniffed
  /** Null for a file kept as evidence only. */
  readonly set: MeasurementContent | null
  readonly warnings: readonly Warning[]
}

/** Where columns go while a file is read. */
export interface ImportHooks {
  readonly signal?: AbortSignal | undefined
  /** Bytes of the file read, of how many. */
  readonly progress?: ((done: number, total: number) => void) | undefined
  /** Takes a group; reading waits until it resolves, so the sink sets the pace. */
  readonly sink: (group: SetGroup) => Promise<void>
}

/**
 * Read a file once: hash it, copy it where wanted, and turn it into columns where it is readable. When it throws,
 * the copy is gone.
 * @throws FabError contract.cancelled, file.unreadable, file.bomb, store.full
 */
export async function runImport(task: ImportTask, hooks: ImportHooks): Promise<ImportResult> {
  const source = await Source.open(task.sourcePath)
  let copy: FileHandle | null = null
  let done = false
  try {
    if (task.targetPath !== null) copy = await open(task.targetPath, 'wx')
    const file = copy
    const reading = readerOf(source.sniffed)?.() ?? null
    const warnings = reading?.warnings ?? new Warnings()
    const drain = async () => {
      for (let group = reading?.groups.shift(); group !== undefined; group = reading?.groups.shift())
        await hooks.sink(group)
    }
    const { sha256, fileBytes } = await source.read(reading?.target ?? null, warnings, {
      signal: hooks.signal,
      onProgress: hooks.progress,
      hash: true,
      drain,
      tee: file === null ? undefined : piece => writeAll(file, piece)
    })
    const content = reading?.finish().content ?? null
    await drain()
    await file?.datasync()
    done = true
    return {
      sha256: sha256 ?? '',
      bytes: fileBytes,
      sniffed: source.sniffed,
      set: content?.kind === 'measurements' ? content : null,
      warnings: warnings.list()
    }
  } finally {
    await source.close()
    await copy?.close()
    if (!done && copy !== null && task.targetPath !== null) await rm(task.targetPath, { force: true })
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  try {
    for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten
  } catch (cause) {
    const full =
      cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')
    throw full ? new FabError('store.full', {}, { cause }) : cause
  }
}

/** From worker to core. `id` counts groups; the core acknowledges each when it is written. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'group'; readonly id: number; readonly group: SetGroup }

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
    copied = task.targetPath !== null
    await settle(0)
    if (cancel.signal.aborted) throw new FabError('contract.cancelled')
    return result
  } catch (error) {
    if (copied && task.targetPath !== null) await rm(task.targetPath, { force: true })
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
    readonly sink: (group: SetGroup) => Promise<void>
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
function buffersOf(group: SetGroup): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const take = (array: ArrayBufferView<ArrayBuffer> | null) => {
    if (array !== null) buffers.add(array.buffer)
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
