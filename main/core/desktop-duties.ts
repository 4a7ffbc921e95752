import { setTimeout as sleep } from 'node:timers/promises'
import { contract } from '@contract/index'
import { FabError } from '@contract/errors'
import { number } from '../store/rows'
import { systemActor } from './core'
import type { Launcher } from './launcher'

const soon = 150

/** Tell how many jobs wait or run, whenever that changes: the desktop stays until they are done. */
export function watchJobs(launcher: Launcher, tell: (running: number) => void): void {
  let told = 0
  let timer: NodeJS.Timeout | null = null
  const count = (): void => {
    timer = null
    const row = launcher.current?.store.read.get(
      "SELECT count(*) AS n FROM job WHERE state IN ('queued', 'running')"
    )
    const running = row === undefined ? 0 : number(row['n'], 'n')
    if (running === told) return
    told = running
    tell(running)
  }
  launcher.events.listen(event => {
    if (event.topic === 'job' || event.topic === 'store') timer ??= setTimeout(count, soon)
  })
}

/** Back the open store up and wait for it; nothing to do without one. FabError backup.failed. */
export async function backUpNow(launcher: Launcher): Promise<void> {
  const core = launcher.current
  if (core === null) return
  const actor = systemActor(true)
  const made = contract['backup.make'].output.parse(
    await core.callAs(actor, 'backup.make', { target: null, attachments: 'reference' })
  )
  for (;;) {
    await sleep(soon)
    const job = contract['jobs.get'].output.parse(await core.callAs(actor, 'jobs.get', { id: made.jobId }))
    if (job.state === 'done') return
    if (job.state !== 'queued' && job.state !== 'running') throw new FabError('backup.failed', {})
  }
}
