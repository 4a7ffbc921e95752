import { hostname, userInfo } from 'node:os'
import { FabError } from '@contract/errors'
import { activeAdministrators } from '../people'
import type { JobContext, JobRunner } from '../store/context'
import { checkStore, processOwner, restoreBackup } from '../store'
import { columns, flag, maybe, oneOf, text } from '../store/rows'
import type { BackupInfo, Row, StoreParts, Watch } from '../store/types'
import { readPolicy } from './policy'

const kinds = ['reference', 'full'] as const
const makeOrder = columns({
  target: maybe(text),
  attachments: oneOf(kinds),
  reason: oneOf(['manual', 'daily'])
})
const restoreOrder = columns({ from: text, into: text })
const checkOrder = columns({ deep: flag })

function watch(job: Parameters<JobRunner['run']>[0], unit: string): Watch {
  return {
    signal: job.signal,
    onProgress: (done, total) => {
      job.progress(done, total, unit)
    }
  }
}

/** The backup itself. One that nobody asked for must not fail without somebody hearing of it. */
async function create(job: JobContext, order: ReturnType<typeof makeOrder>): Promise<BackupInfo> {
  try {
    return await job.store.backups.create({
      ...watch(job, 'bytes'),
      attachments: order.attachments,
      reason: order.reason,
      ...(order.target === null ? {} : { target: order.target })
    })
  } catch (error) {
    if (order.reason === 'daily' && !job.signal.aborted)
      await job.command('backup.failed', ctx => {
        const fault = error instanceof FabError ? error.fault.key : 'contract.internal'
        ctx.note({ entity: 'backup', entityId: job.id, after: { fault } })
        for (const id of activeAdministrators(ctx.sql))
          ctx.notify(id, 'backupFailed', { store: job.store.name }, '/jobs')
        return Promise.resolve()
      })
    throw error
  }
}

/** Makes a backup, then lets go of those the policy does not keep. */
export const backupJob: JobRunner = {
  async run(job) {
    const order = makeOrder(job.payload as Row)
    const info = await create(job, order)
    const pruned = order.target === null ? await job.store.backups.prune(readPolicy(job.store.read)) : []
    await job.command('backup.made', ctx => {
      ctx.note({
        entity: 'backup',
        entityId: info.name,
        after: {
          name: info.name,
          bytes: info.bytes,
          attachments: info.attachments,
          pruned: pruned.map(p => p.name)
        }
      })
      ctx.emit('backup', info.name)
      return Promise.resolve()
    })
    return {
      name: info.name,
      path: info.path,
      bytes: info.bytes,
      missing: info.missing,
      pruned: pruned.length
    }
  }
}

/** Makes a new store folder of a backup; the open store is not touched. */
export const restoreJob: JobRunner = {
  async run(job) {
    const order = restoreOrder(job.payload as Row)
    const report = await restoreBackup({
      ...watch(job, 'bytes'),
      from: order.from,
      into: order.into,
      attachmentsFrom: [job.store.dir],
      clock: job.clock,
      owner: { ...processOwner(job.clock), name: userInfo().username, host: hostname() }
    })
    await job.command('backup.restored', ctx => {
      ctx.note({ entity: 'backup', entityId: order.from, after: { into: report.dir } })
      return Promise.resolve()
    })
    return { dir: report.dir, attachments: report.attachments, missing: [...report.missing] }
  }
}

/** Removes attachments that nothing names any more. */
export const collectJob: JobRunner = {
  async run(job) {
    const report = await job.store.attachments.collect(watch(job, 'files'))
    await job.command('store.collected', ctx => {
      ctx.note({
        entity: 'store',
        entityId: job.store.id,
        after: { removed: report.removed, bytes: report.bytes }
      })
      return Promise.resolve()
    })
    return { removed: report.removed, bytes: report.bytes, kept: report.kept }
  }
}

/** The full check of the open store, by reading alone. */
export function checkJob(sets: () => StoreParts['measurementSets']): JobRunner {
  return {
    async run(job) {
      const { deep } = checkOrder(job.payload as Row)
      const measurementSets = sets()
      const report = await checkStore(
        job.store.dir,
        measurementSets === undefined ? {} : { measurementSets },
        {
          deep,
          signal: job.signal,
          onProgress: (step, done, total) => {
            job.progress(done, total, step)
          }
        }
      )
      return {
        ok: report.ok,
        records: [...report.records],
        measurements: [...report.measurements],
        audit: report.audit === null ? null : { ok: report.audit.ok, rows: report.audit.rows },
        auditKeyLost: report.auditKeyLost,
        missing: [...(report.attachments?.missing ?? [])],
        altered: [...(report.attachments?.altered ?? [])],
        orphanSets: [...report.orphanSets],
        missingSets: [...report.missingSets]
      }
    }
  }
}
