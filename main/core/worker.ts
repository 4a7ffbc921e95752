import { FabError } from '@contract/errors'
import { workerTasks as instruments } from '../instruments/worker-tasks'
import { workerTasks as sheets } from '../store/sheet-task'
import type { WorkerReply } from './pool'

const tasks: Readonly<Record<string, (task: unknown) => Promise<unknown>>> = { ...instruments, ...sheets }

/** Entry of every worker thread: a task by name, faults as values (errors lose their class on the way). */
export default async function work(order: {
  readonly name: string
  readonly task: unknown
}): Promise<WorkerReply> {
  try {
    const run = tasks[order.name]
    if (run === undefined) throw new TypeError(`no worker task ${order.name}`)
    return { ok: true, value: await run(order.task) }
  } catch (error) {
    if (error instanceof FabError) return { ok: false, fault: error.fault }
    throw error
  }
}
