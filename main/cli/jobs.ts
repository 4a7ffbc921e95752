import { FabError, isFault, faults } from '@contract/errors'
import type { Job } from '@contract/jobs'
import type { StoreClient } from './client'
import type { Run } from './run'
import { widthOf } from './table'

const pollMs = 80
/** After Ctrl+C a job ends within a fraction of a second; one that does not is left to the next open. */
const cancelMs = 10_000

const over: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled', 'interrupted'])

/** One line at the bottom of a terminal that is written over; nothing where stderr is no terminal. */
class ProgressLine {
  readonly #run: Run
  #width = 0

  constructor(run: Run) {
    this.#run = run
  }

  show(text: string): void {
    const { stderr } = this.#run.world
    if (stderr.isTTY !== true) return
    const width = widthOf(text)
    stderr.write(`\r${text}${' '.repeat(Math.max(0, this.#width - width))}`)
    this.#width = width
  }

  clear(): void {
    if (this.#width === 0) return
    this.show('')
    this.#run.world.stderr.write('\r')
  }
}

function share(jobs: readonly Job[]): string {
  const ended = jobs.filter(job => over.has(job.state)).length
  const part = jobs.reduce((sum, job) => {
    if (over.has(job.state)) return sum + 1
    return sum + (job.total === null || job.total === 0 ? 0 : Math.min(1, job.done / job.total))
  }, 0)
  return `${String(Math.floor((100 * part) / jobs.length)).padStart(3)} %  ${ended}/${jobs.length}`
}

/** Wait until all of these jobs have ended; Ctrl+C cancels them. FabError of the store. */
export async function waitForJobs(run: Run, client: StoreClient, ids: readonly string[]): Promise<Job[]> {
  const line = new ProgressLine(run)
  let cancelledAt: number | null = null
  try {
    for (;;) {
      const jobs = await Promise.all(ids.map(id => client.call('jobs.get', { id })))
      if (jobs.every(job => over.has(job.state))) return jobs
      if (run.world.signal.aborted && cancelledAt === null) {
        cancelledAt = Date.now()
        for (const job of jobs) if (!over.has(job.state)) await cancel(client, job.id)
      }
      if (cancelledAt !== null && Date.now() - cancelledAt > cancelMs) return jobs
      line.show(share(jobs))
      await new Promise(wake => setTimeout(wake, pollMs))
    }
  } finally {
    line.clear()
  }
}

async function cancel(client: StoreClient, id: string): Promise<void> {
  await client.call('jobs.cancel', { id }).catch((error: unknown) => {
    // It has just ended by itself.
    if (!(error instanceof FabError) || error.fault.key !== 'job.notRunning') throw error
  })
}

/** The fault a job or an import ended in, as an error; null where it has none. */
export function faultIn(found: { readonly key: string; readonly details: string } | null): FabError | null {
  if (found === null) return null
  const details: unknown = JSON.parse(found.details)
  const fault = { code: 'Internal', key: found.key, details }
  if (!isFault(fault)) return new FabError('job.crashed', {})
  return FabError.from({ ...fault, code: faults[fault.key] })
}

/** Start a job, wait for it and give back its result. FabError of what it failed with. */
export async function runJob(
  run: Run,
  client: StoreClient,
  start: () => Promise<{ readonly jobId: string }>
): Promise<unknown> {
  const { jobId } = await start()
  const [job] = await waitForJobs(run, client, [jobId])
  if (job?.state === 'done') return job.result === null ? null : (JSON.parse(job.result) as unknown)
  throw faultIn(job?.fault ?? null) ?? new FabError('contract.cancelled', {})
}
