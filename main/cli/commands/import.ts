import type { ImportRecord } from '@contract/instruments'
import { type StoreClient, withStore } from '../client'
import { faultIn, waitForJobs } from '../jobs'
import { exits, type Run, stopIfAsked } from '../run'
import { faultText } from '../../core/texts'
import { plain } from '../table'
import { remarkText } from '../warnings'
import { filePath } from './inspect'

/** A page of the contract's lists holds as many. */
const atOnce = 500

async function bring(
  run: Run,
  client: StoreClient,
  paths: readonly string[],
  caseId: string | null
): Promise<{ batchId: string; imports: ImportRecord[] }> {
  const stageIds: string[] = []
  for (const path of paths) stageIds.push((await client.stage(path)).stageId)
  stopIfAsked(run)
  const { batchId, imports } = await client.call('instruments.import', { stageIds, caseId })
  await waitForJobs(run, client, [...new Set(imports.map(one => one.jobId))])
  const { rows } = await client.call('instruments.imports', { batchId, limit: 1000 })
  const order = new Map(imports.map((one, index) => [one.id, index]))
  // The files of an archive stay behind it, in their own order.
  const place = (one: ImportRecord) => order.get(one.parentId ?? one.id) ?? 0
  return { batchId, imports: rows.toSorted((a, b) => place(a) - place(b)) }
}

/** `import <store> <files...>`: one report a file. Exit 1 unless every file was taken whole. */
export async function importFiles(
  run: Run,
  store: string,
  files: readonly string[],
  options: { readonly case?: string }
): Promise<number> {
  // All of them first: a misspelt name must not leave half of the others behind.
  const paths: string[] = []
  for (const file of files) paths.push(await filePath(run, file))
  const done = await withStore(
    run,
    store,
    async client => {
      const caseId =
        options.case === undefined ? null : (await client.call('cases.get', { id: options.case })).case.id
      const batches: { batchId: string; imports: ImportRecord[] }[] = []
      for (let at = 0; at < paths.length; at += atOnce) {
        stopIfAsked(run)
        batches.push(await bring(run, client, paths.slice(at, at + atOnce), caseId))
      }
      return batches
    },
    true
  )
  const imports = done.flatMap(batch => batch.imports)
  await run.answer({ batchId: done[0]?.batchId ?? null, imports }, () =>
    imports.flatMap(one => lines(run, one))
  )
  if (run.world.signal.aborted) return exits.interrupted
  return imports.every(one => one.state === 'done') ? exits.ok : exits.failed
}

function lines(run: Run, one: ImportRecord): string[] {
  const { parts, tests, wafers, defects } = one.taken
  const fault = faultIn(one.fault)
  const said = fault === null ? null : faultText(run.language, fault.fault)
  const facts = [
    one.format,
    ...(one.setId === null && one.taken.records === 0
      ? []
      : one.format === 'klarf'
        ? [run.text('import.takenDefects', { wafers, defects })]
        : [run.text('import.taken', { parts, tests, wafers })]),
    ...(one.alreadyId === null ? [] : [run.text('import.already')])
  ]
  const indent = one.parentId === null ? '' : '  '
  return [
    `${indent}${plain(one.name)}: ${run.text(`import.${one.state}`)} (${facts.join(', ')})`,
    ...(said === null ? [] : [`${indent}  ! ${plain(`${said.what} ${said.todo}`.trim())}`]),
    ...one.warnings.map(warning => `${indent}  ! ${remarkText(run, warning)}`)
  ]
}
