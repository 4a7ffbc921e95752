import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers } from '../store/context'
import { readCard, sqliteVersion } from '../store'
import { number } from '../store/rows'
import { backupPolicy, policyKey, readPolicy } from './policy'

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    s => s.size,
    () => 0
  )
}

/** Backups and the health of the store. The work itself runs as jobs. */
export const backupHandlers = {
  'backup.list': async ctx => ({
    backups: (await ctx.store.backups.list()).map(info => ({
      path: info.path,
      name: info.name,
      at: info.at,
      reason: info.reason,
      attachments: info.attachments,
      attachmentCount: info.attachmentCount,
      missing: info.missing,
      bytes: info.bytes
    }))
  }),
  'backup.make': (ctx, input) => {
    const jobId = ctx.startJob({
      kind: 'backup',
      title: ctx.store.name,
      payload: { ...input, reason: 'manual' }
    })
    ctx.note({
      entity: 'backup',
      entityId: jobId,
      after: { target: input.target, attachments: input.attachments }
    })
    return { jobId }
  },
  'backup.restore': (ctx, input) => {
    const jobId = ctx.startJob({ kind: 'restore', title: input.into, payload: input })
    ctx.note({ entity: 'backup', entityId: jobId, after: input })
    return { jobId }
  },
  'backup.policy': ctx => readPolicy(ctx.db),
  'backup.setPolicy': (ctx, input) => {
    const before = readPolicy(ctx.sql)
    const after = backupPolicy.parse(input)
    ctx.sql.run(
      'INSERT INTO setting ("key", value) VALUES (?, ?) ON CONFLICT ("key") DO UPDATE SET value = excluded.value',
      [policyKey, JSON.stringify(after)]
    )
    ctx.note({ entity: 'setting', entityId: policyKey, before, after })
    ctx.emit('backup', null)
    return {}
  },
  'store.info': async ctx => {
    const { store } = ctx
    const card = await readCard(store.dir)
    const files = ctx.db.get('SELECT count(*) AS n, coalesce(sum(bytes), 0) AS bytes FROM attachment')
    const backups = await store.backups.list()
    return {
      name: store.name,
      id: store.id,
      dir: store.dir,
      format: card.format,
      sqlite: sqliteVersion(),
      recordsBytes: await sizeOf(join(store.dir, 'records.sqlite')),
      measurementsBytes: await sizeOf(store.measurements.path),
      attachments: number(files?.['n'], 'n'),
      attachmentBytes: number(files?.['bytes'], 'bytes'),
      lastBackupAt: backups[0]?.at ?? null,
      openedAfterCrash: store.openedAfterCrash,
      demo: store.demo
    }
  },
  'store.versions': async ctx => {
    const { node, electron, chrome } = process.versions
    return {
      format: (await readCard(ctx.store.dir)).format,
      sqlite: sqliteVersion(),
      node,
      electron: electron ?? null,
      chromium: chrome ?? null,
      system: `${process.platform} ${process.arch}`
    }
  },
  'store.check': (ctx, input) => ({
    jobId: ctx.startJob({ kind: 'storeCheck', title: ctx.store.name, payload: { deep: input.deep ? 1 : 0 } })
  }),
  'store.collect': ctx => ({
    jobId: ctx.startJob({ kind: 'storeCollect', title: ctx.store.name, payload: {} })
  })
} satisfies Partial<Handlers>
