import { caseStates, type CaseState } from '@contract/cases'
import { withStore } from '../client'
import { exits, type Run, UsageError } from '../run'
import { pairLines, plain, tableLines } from '../table'

/** Options of `case list`. */
export interface CaseListOptions {
  readonly text?: string
  readonly state?: readonly string[]
  readonly open?: boolean
  readonly limit: number
}

function isState(name: string): name is CaseState {
  return caseStates.some(known => known === name)
}

/** `case list <store>`. */
export async function caseList(run: Run, store: string, options: CaseListOptions): Promise<number> {
  const states = (options.state ?? []).map(name => {
    if (isState(name)) return name
    throw new UsageError(run.text('say.noState', { name, known: caseStates.join(', ') }))
  })
  const filter = { text: options.text ?? '', states, openOnly: options.open === true }
  const found = await withStore(run, store, client =>
    client.call('cases.list', { filter, limit: options.limit })
  )
  await run.answer(found, () => [
    ...tableLines(
      [
        { title: run.text('case.number'), value: row => row.number },
        { title: run.text('case.state'), value: row => row.state },
        { title: run.text('case.severity'), value: row => row.severity },
        { title: run.text('case.customer'), value: row => row.customer, most: 24 },
        { title: run.text('case.product'), value: row => row.product, most: 24 },
        { title: run.text('case.owner'), value: row => row.owner, most: 16 },
        { title: run.text('case.due'), value: row => row.due ?? '' },
        { title: run.text('case.title'), value: row => row.title, most: 60 }
      ],
      found.rows
    ),
    run.text('case.shown', { shown: found.rows.length, total: found.total })
  ])
  return exits.ok
}

/** `case show <store> <case>`: by number or id. */
export async function caseShow(run: Run, store: string, id: string): Promise<number> {
  const found = await withStore(run, store, async client => {
    const answer = await client.call('cases.get', { id })
    const { files } = await client.call('cases.files', { id: answer.case.id })
    return { ...answer, files }
  })
  const { case: record, names, missing, files } = found
  await run.answer(found, () => [
    `${record.number}  ${plain(record.title)}`,
    '',
    ...pairLines(
      [
        [run.text('case.state'), record.state],
        [run.text('case.severity'), record.severity],
        [run.text('case.customer'), names.customer],
        [run.text('case.product'), names.product],
        [run.text('case.owner'), names.owner],
        [run.text('case.lots'), record.lotText],
        [run.text('case.due'), record.due ?? ''],
        [run.text('case.opened'), record.openedAt],
        [run.text('case.missing'), missing.join(', ')]
      ].filter((pair): pair is [string, string] => pair[1] !== '')
    ),
    ...prose(run.text('case.description'), record.description),
    ...prose(run.text('case.containment'), record.containment),
    ...prose(run.text('case.rootCause'), record.rootCause),
    ...(files.length === 0
      ? []
      : [
          '',
          ...tableLines(
            [
              { title: run.text('case.file'), value: file => file.name, most: 60 },
              { title: run.text('inspect.format'), value: file => file.format },
              { title: run.text('inspect.bytes'), value: file => file.bytes },
              { title: 'SHA-256', value: file => file.sha256.slice(0, 12) }
            ],
            files
          )
        ])
  ])
  return exits.ok
}

function prose(title: string, text: string): string[] {
  return text === '' ? [] : ['', `${title}:`, ...text.split(/\r?\n/).map(line => `  ${plain(line)}`)]
}
