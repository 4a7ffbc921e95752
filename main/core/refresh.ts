import { setImmediate as yieldTurn } from 'node:timers/promises'
import type { JobRunner } from '../store/context'
import type { SearchFollower } from '../store/room'
import { columns, text } from '../store/rows'
import type { Row } from '../store/types'

const orderOf = columns({ entity: text, id: text })
/** Entries written in one transaction: some 20 ms. */
const atOnce = 100

/** Writes the search entries anew that show the name of a record which has another one now. */
export function refreshJob(followers: readonly SearchFollower[]): JobRunner {
  return {
    async run(job) {
      const { entity, id } = orderOf(job.payload as Row)
      const work = followers
        .filter(follower => follower.of === entity)
        .flatMap(({ ids, refresh }) =>
          job.store.read.all(ids, [id]).map(row => ({ refresh, id: text(row['id'], 'id') }))
        )
      for (let at = 0; at < work.length; at += atOnce) {
        job.signal.throwIfAborted()
        await job.store.write(tx => {
          for (const { refresh, id: one } of work.slice(at, at + atOnce)) refresh(tx, one)
          return Promise.resolve()
        })
        job.progress(Math.min(at + atOnce, work.length), work.length, 'rows')
        await yieldTurn()
      }
      return { refreshed: work.length }
    },
    interrupted(ctx, job) {
      const { entity, id } = orderOf(job.payload as Row)
      ctx.startJob({ kind: 'refreshSearch', title: '', payload: { entity, id } })
      return Promise.resolve()
    }
  }
}
