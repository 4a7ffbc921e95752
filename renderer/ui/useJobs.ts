import type { Job } from '@contract/jobs'
import type { CoreEvent } from '@contract/wire'
import { useState } from 'react'
import { useCoreEvent, useQueryOf } from '../app/client/index'

/** How far a running job has come, as its events tell. */
interface Tick {
  readonly done: number
  readonly total: number | null
  readonly unit: string
  readonly rate: number | null
  readonly secondsLeft: number | null
}

const numberOr = <T>(value: unknown, other: T): number | T => (typeof value === 'number' ? value : other)

function tickOf(data: CoreEvent['data']): Tick | null {
  if (data?.state !== 'running') return null
  return {
    done: numberOr(data.done, 0),
    total: numberOr(data.total, null),
    unit: typeof data.unit === 'string' ? data.unit : '',
    rate: numberOr(data.rate, null),
    secondsLeft: numberOr(data.secondsLeft, null)
  }
}

/** Progress by job; the store keeps it only every other second, events bring it as it goes. */
function useTicks(): (job: Job) => Job {
  const [ticks, setTicks] = useState<ReadonlyMap<string, Tick>>(new Map())
  useCoreEvent('job', event => {
    const { id } = event
    if (id === null) return
    const tick = tickOf(event.data)
    setTicks(now => {
      if (tick === null && !now.has(id)) return now
      const next = new Map(now)
      if (tick === null) next.delete(id)
      else next.set(id, tick)
      return next
    })
  })
  return job => {
    const tick = ticks.get(job.id)
    return tick === undefined || (job.state !== 'running' && job.state !== 'queued')
      ? job
      : { ...job, ...tick, state: 'running' }
  }
}

/** The newest jobs, with the progress of running ones live. */
export function useJobs(limit: number) {
  const answer = useQueryOf('jobs.list', { active: false, limit })
  const live = useTicks()
  return { answer, jobs: answer.data?.jobs.map(live) }
}

/** True while something may still come of it. */
export function isLive(job: Job): boolean {
  return job.state === 'running' || job.state === 'queued'
}
