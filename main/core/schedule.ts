import { backupDue, readPolicy } from '../backup'
import type { CommandContext } from '../store/context'
import type { Clock, Store } from '../store/types'
import { log } from './log'

const firstLookMs = 60_000
const lookEveryMs = 10 * 60_000

/** What the schedule needs of the core around it. */
export interface ScheduleTools {
  readonly store: Store
  readonly clock: Clock
  readonly command: <T>(action: string, work: (ctx: CommandContext) => Promise<T>) => Promise<T>
}

/** Start the daily backup if it is due and none is under way. True if one was started. */
async function backUpIfDue(tools: ScheduleTools): Promise<boolean> {
  const { store, clock } = tools
  const policy = readPolicy(store.read)
  const newest = (await store.backups.list())[0]?.at ?? null
  if (!backupDue(policy, newest, clock.now())) return false
  const busy = store.read.get(
    "SELECT 1 AS one FROM job WHERE kind = 'backup' AND state IN ('queued','running')"
  )
  if (busy !== undefined) return false
  await tools.command('backup.due', ctx => {
    const payload = { target: null, attachments: policy.attachments, reason: 'daily' }
    const jobId = ctx.startJob({ kind: 'backup', title: store.name, payload })
    ctx.note({ entity: 'backup', entityId: jobId, after: payload })
    return Promise.resolve()
  })
  return true
}

/** Look now and then whether something is due. Returns the way to stop. */
export function startSchedule(tools: ScheduleTools): () => void {
  const look = () => {
    backUpIfDue(tools).catch((error: unknown) => log.error('schedule', error))
  }
  const first = setTimeout(look, firstLookMs)
  const every = setInterval(look, lookEveryMs)
  first.unref()
  every.unref()
  return () => {
    clearTimeout(first)
    clearInterval(every)
  }
}
