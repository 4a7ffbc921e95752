import { FabError } from '@contract/errors'
import type { WorkerReply } from './pool'

type Task = (input: unknown) => Promise<unknown>

/** Every task by name; its room is loaded when it is first asked for. */
const tasks: Readonly<Record<string, () => Promise<Task>>> = {
  analysis: async () => (await import('../analysis/store/serve')).serveAnalysis,
  faultTree: async () => (await import('../rca/worker-tasks')).workerTasks.faultTree,
  diagramPdf: async () => (await import('../rca/pdf/write')).diagramPdf,
  faultTreeStudio: async () => (await import('../rca/worker-tasks')).workerTasks.faultTreeStudio,
  exportAnalysis: async () => (await import('../analysis/store/export-task')).exportFile,
  defects: async () => (await import('../defects/store/serve')).serveDefects,
  readInstrument: async () => (await import('../instruments/worker-tasks')).workerTasks.readInstrument,
  writeDemoFile: async () => (await import('../demo/worker-tasks')).workerTasks.writeDemoFile,
  checkpoint: async () => (await import('../store/checkpoint-task')).workerTasks.checkpoint,
  sheet: async () => (await import('../store/sheet-task')).workerTasks.sheet
}

/** Entry of every worker thread: a task by name, faults as values (errors lose their class on the way). */
export default async function work(order: {
  readonly name: string
  readonly task: unknown
}): Promise<WorkerReply> {
  try {
    const load = tasks[order.name]
    if (load === undefined) throw new TypeError(`no worker task ${order.name}`)
    const run = await load()
    return { ok: true, value: await run(order.task) }
  } catch (error) {
    if (error instanceof FabError) return { ok: false, fault: error.fault }
    const system = systemError(error)
    if (system !== null) return { ok: false, system }
    throw error
  }
}

/** An error of the operating system loses its code on the way, and the code says what to do about it. */
function systemError(error: unknown): Extract<WorkerReply, { readonly system: object }>['system'] | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null
  return { message: error.message, code: error.code, path }
}
