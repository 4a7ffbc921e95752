import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { storePath, withStore } from '../client'
import { runJob } from '../jobs'
import { exits, type Run } from '../run'
import { type AdminOptions, asAdministrator, Secrets } from '../secrets'
import { tableLines } from '../table'

const made = z.object({ name: z.string(), path: z.string(), bytes: z.number(), missing: z.number() })

/** `backup <store>`: while people work; needs an administrator. */
export async function backup(
  run: Run,
  store: string,
  options: AdminOptions & { readonly to?: string; readonly full?: boolean; readonly list?: boolean }
): Promise<number> {
  if (options.list === true) return backupList(run, store)
  const secrets = new Secrets(run, options.passwordStdin === true)
  const result = made.parse(
    await withStore(
      run,
      store,
      async client => {
        await asAdministrator(run, client, secrets, options)
        return runJob(run, client, () =>
          client.call('backup.make', {
            target: options.to === undefined ? null : resolve(run.world.cwd, options.to),
            attachments: options.full === true ? 'full' : 'reference'
          })
        )
      },
      true
    )
  )
  await run.answer(result, () => [result.path])
  if (result.missing === 0) return exits.ok
  run.say(run.text('backup.missing', { missing: result.missing }))
  return exits.failed
}

async function backupList(run: Run, store: string): Promise<number> {
  const found = await withStore(run, store, client => client.call('backup.list', {}))
  await run.answer(found, () =>
    tableLines(
      [
        { title: run.text('backup.at'), value: one => one.at },
        { title: run.text('backup.reason'), value: one => one.reason },
        { title: run.text('store.attachments'), value: one => one.attachments },
        { title: run.text('inspect.bytes'), value: one => one.bytes },
        { title: run.text('backup.folder'), value: one => one.path }
      ],
      found.backups
    )
  )
  return exits.ok
}

/**
 * `restore <backup> <folder>`: a new store out of a backup. It must work when no store is left, so the
 * administrator is asked for by what was restored; without one, it is taken away again.
 */
export async function restore(
  run: Run,
  from: string,
  into: string,
  options: AdminOptions & { readonly attachments?: readonly string[] }
): Promise<number> {
  const [{ restoreBackup, processOwner }, { systemClock }] = await Promise.all([
    import('../../store'),
    import('../../core/clock')
  ])
  const at = (path: string) => resolve(run.world.cwd, path)
  const secrets = new Secrets(run, options.passwordStdin === true)
  const report = await restoreBackup({
    from: at(from),
    into: at(into),
    attachmentsFrom: (options.attachments ?? []).map(at),
    clock: systemClock,
    owner: { ...processOwner(systemClock), host: hostname() },
    signal: run.world.signal
  })
  try {
    await withStore(run, storePath(run, report.dir), client => asAdministrator(run, client, secrets, options))
  } catch (error) {
    await rm(report.dir, { recursive: true, force: true, maxRetries: 3 })
    throw error
  }
  const { dir, attachments, missing } = report
  await run.answer({ dir, attachments, missing }, () => [dir])
  return missing.length === 0 ? exits.ok : exits.failed
}
