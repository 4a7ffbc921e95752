import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { verdict } from '@contract/audit'
import { withStore } from '../client'
import { runJob } from '../jobs'
import { exits, type Run, UsageError } from '../run'

/** `audit verify <store>`: exit 1 and the first bad row when the trail was altered. */
export async function auditVerify(run: Run, store: string): Promise<number> {
  const result = verdict.parse(
    await withStore(run, store, client => runJob(run, client, () => client.call('audit.verify', {})), true)
  )
  const { ok, rows, firstBad } = result
  await run.answer(result, () => [
    ok || firstBad === null
      ? run.text('audit.whole', { rows })
      : run.text('audit.broken', { seq: firstBad.seq, kind: firstBad.kind })
  ])
  return ok ? exits.ok : exits.failed
}

/** Options of `audit export`. */
export interface AuditExportOptions {
  readonly format?: 'csv' | 'json'
  readonly out?: string
  readonly text?: string
  readonly action?: string
  readonly from?: string
  readonly until?: string
}

function instant(run: Run, given: string | undefined): string | null {
  if (given === undefined) return null
  const at = new Date(given)
  if (Number.isNaN(at.getTime())) throw new UsageError(run.text('say.noTime', { given }))
  return at.toISOString()
}

/** `audit export <store>`: the rows themselves on stdout, or in a file. */
export async function auditExport(run: Run, store: string, options: AuditExportOptions): Promise<number> {
  const file = await withStore(run, store, client =>
    client.call('audit.export', {
      format: options.format ?? (run.json ? 'json' : 'csv'),
      text: options.text ?? '',
      action: options.action ?? '',
      from: instant(run, options.from),
      until: instant(run, options.until)
    })
  )
  if (options.out === undefined) {
    await run.print(file.bytes)
    return exits.ok
  }
  const path = resolve(run.world.cwd, options.out)
  await writeFile(path, file.bytes)
  await run.answer({ path, bytes: file.bytes.length }, () => [path])
  return exits.ok
}
