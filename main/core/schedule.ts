import { backupDue, readPolicy } from '../backup'
import type { CommandContext } from '../store/context'
import type { Clock, Store } from '../store/types'
import { log } from './log'

const firstLookMs = 60_000
const lookEveryMs = 10 * 60_000
const restMs = 6 * 3_600_000

/** What the schedule needs of the core around it. */
export interface ScheduleTools {
  readonly store: Store
  readonly clock: Clock
  /** Under which its jobs stand. */
  readonly name: string
  readonly command: <T>(action: string, work: (ctx: CommandContext) => Promise<T>) => Promise<T>
}

/** True while a backup runs, and for some hours after one that was due failed or was cancelled. */
function isResting({ store, clock, name }: ScheduleTools): boolean {
  const now = clock.now()
  const since = new Date(now.getTime() - restMs).toISOString()
  const found = store.read.get(
    `SELECT 1 AS one FROM job WHERE kind = 'backup' AND (state IN ('queued','running')
       OR actorId IS NULL AND actor = ? AND state IN ('failed','cancelled') AND finishedAt BETWEEN ? AND ?)`,
    [name, since, now.toISOString()]
  )
  return found !== undefined
}

/**
 * Start the daily backup, and the collection of what nothing names, if they are due and none is under
 * way. True if they were started.
 */
async function backUpIfDue(tools: ScheduleTools): Promise<boolean> {
  const { store, clock } = tools
  const policy = readPolicy(store.read)
  const now = clock.now()
  // Those of a future that the clock was set back from do not count.
  const newest = (await store.backups.list()).find(info => Date.parse(info.at) <= now.getTime())
  if (!backupDue(policy, newest?.at ?? null, now) || isResting(tools)) return false
  await tools.command('backup.due', ctx => {
    const payload = { target: null, attachments: policy.attachments, reason: 'daily' }
    const jobId = ctx.startJob({ kind: 'backup', title: store.name, payload })
    ctx.note({ entity: 'backup', entityId: jobId, after: payload })
    ctx.startJob({ kind: 'storeCollect', title: store.name, payload: {} })
    return Promise.resolve()
  })
  return true
}

/** What a core does by itself. */
export interface Schedule {
  /** Look now whether something is due; true if it was begun. */
  look(): Promise<boolean>
  stop(): void
}

/** Look now and then whether something is due. */
export function startSchedule(tools: ScheduleTools): Schedule {
  const look = () => {
    backUpIfDue(tools).catch((error: unknown) => log.error('schedule', error))
  }
  const first = setTimeout(look, firstLookMs)
  const every = setInterval(look, lookEveryMs)
  first.unref()
  every.unref()
  return {
    look: () => backUpIfDue(tools),
    stop() {
      clearTimeout(first)
      clearInterval(every)
    }
  }
}
