import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { runJob } from '../jobs'
import { withStore } from '../client'
import { exits, type Run } from '../run'
import { pairLines } from '../table'

/** `store create <folder>`: a new store, empty and closed. */
export async function storeCreate(
  run: Run,
  folder: string,
  options: { readonly name?: string }
): Promise<number> {
  const { openCore } = await import('../../core/core')
  const dir = resolve(run.world.cwd, folder)
  const name = options.name ?? basename(dir).replace(/\.fabcase$/, '')
  const core = await openCore({ dir, create: name, worker: run.world.worker, program: 'fabcase' })
  const made = { dir: core.store.dir, name: core.store.name, id: core.store.id }
  await core.close()
  await run.answer(made, () => [made.dir])
  return exits.ok
}

/** `store info <store>`. */
export async function storeInfo(run: Run, store: string): Promise<number> {
  const info = await withStore(run, store, client => client.call('store.info', {}))
  await run.answer(info, () =>
    pairLines([
      [run.text('store.name'), info.name],
      [run.text('store.id'), info.id],
      ...(info.demo === null ? [] : [[run.text('store.demo'), run.text('demo.invented')] as const]),
      [run.text('store.dir'), info.dir],
      [run.text('store.format'), info.format],
      [run.text('store.sqlite'), info.sqlite],
      [run.text('store.records'), info.recordsBytes],
      [run.text('store.measurements'), info.measurementsBytes],
      [run.text('store.attachments'), info.attachments],
      [run.text('store.attachmentBytes'), info.attachmentBytes],
      [run.text('store.lastBackup'), info.lastBackupAt ?? run.text('store.never')],
      [run.text('store.afterCrash'), run.text(info.openedAfterCrash ? 'store.yes' : 'store.no')]
    ])
  )
  return exits.ok
}

const checked = z.object({
  ok: z.boolean(),
  records: z.array(z.string()),
  measurements: z.array(z.string()),
  audit: z.object({ ok: z.boolean(), rows: z.number() }).nullable(),
  auditKeyLost: z.boolean(),
  missing: z.array(z.string()),
  altered: z.array(z.string()),
  orphanSets: z.array(z.string()),
  missingSets: z.array(z.string())
})

/** `store check <store>`: both databases, the audit trail and the attachments. Exit 1 when something is wrong. */
export async function storeCheck(
  run: Run,
  store: string,
  options: { readonly deep?: boolean }
): Promise<number> {
  const deep = options.deep === true
  const result = await withStore(
    run,
    store,
    client => runJob(run, client, () => client.call('store.check', { deep })),
    true
  )
  const report = checked.parse(result)
  await run.answer(result, () => {
    const list = (key: Parameters<Run['text']>[0], found: readonly string[]) =>
      found.map(item => `${run.text(key)}: ${item}`)
    const findings = [
      ...list('check.records', report.records),
      ...list('check.measurements', report.measurements),
      ...(report.audit?.ok === false ? [run.text('check.audit')] : []),
      ...(report.auditKeyLost ? [run.text('check.auditKeyLost')] : []),
      ...list('check.missing', report.missing),
      ...list('check.altered', report.altered),
      ...list('check.missingSets', report.missingSets),
      ...list('check.orphanSets', report.orphanSets)
    ]
    return [...findings, run.text(report.ok ? 'check.ok' : 'check.bad')]
  })
  return report.ok ? exits.ok : exits.failed
}
