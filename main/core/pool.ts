import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { FabError, isFault, type Fault } from '@contract/errors'

/** Runs CPU-heavy tasks in worker threads. */
export interface WorkerPool {
  run(
    name: string,
    task: unknown,
    options?: { readonly signal?: AbortSignal; readonly transfer?: readonly object[] }
  ): Promise<unknown>
  close(): Promise<void>
}

/** What a worker answers. */
export type WorkerReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: Fault }
  | {
      readonly ok: false
      readonly system: { readonly message: string; readonly code: string; readonly path: string | null }
    }

function isReply(value: unknown): value is WorkerReply {
  return typeof value === 'object' && value !== null && 'ok' in value
}

/**
 * @param worker built `out/main/worker.js`; each entry passes its own URL (a shared chunk would look
 * in the wrong folder)
 * @param threads at most so many; more than enough to keep a machine at work unless told
 */
export function createPool(
  worker: URL,
  threads = Math.max(2, Math.min(4, availableParallelism()))
): WorkerPool {
  let pool: Piscina | null = null
  const open = () =>
    (pool ??= new Piscina({
      filename: worker.href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: 30_000,
      // Diagrams of fault trees recurse once a variable, through thousands of them.
      resourceLimits: { stackSizeMb: 64 }
    }))
  return {
    async run(name, task, options) {
      const reply: unknown = await open().run(
        { name, task },
        {
          ...(options?.signal === undefined ? {} : { signal: options.signal }),
          ...(options?.transfer === undefined ? {} : { transferList: options.transfer as never })
        }
      )
      if (!isReply(reply)) throw new TypeError('a worker answers a reply')
      if (reply.ok) return reply.value
      if ('system' in reply) {
        const { message, code, path } = reply.system
        throw Object.assign(new Error(message), { code, ...(path === null ? {} : { path }) })
      }
      if (isFault(reply.fault)) throw FabError.from(reply.fault)
      throw new TypeError('a worker fails with a fault')
    },
    async close() {
      await pool?.destroy()
      pool = null
    }
  }
}
