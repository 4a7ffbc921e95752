import type { Job } from '@contract/jobs'
import { Outcome } from '../jobs/Outcome'
import { JobProgress } from '../ui/JobProgress'
import { isLive, useJobs } from '../ui/useJobs'
import css from './backup.module.css'

/** The newest jobs of some kinds: what runs, else what came of the last one. */
export function useLast(kinds: readonly string[]): {
  readonly shown: Job | undefined
  readonly busy: boolean
} {
  const { jobs = [] } = useJobs(100)
  const own = jobs.filter(job => kinds.includes(job.kind))
  const running = own.find(isLive)
  return { shown: running ?? own[0], busy: running !== undefined }
}

/** A job with its progress, and its report once it ended. */
export function LastJob({ job }: { readonly job: Job | undefined }) {
  if (job === undefined) return null
  return (
    <div className={css.job}>
      <JobProgress job={job}>
        <Outcome job={job} />
      </JobProgress>
    </div>
  )
}
