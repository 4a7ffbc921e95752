import { openCore, type Caller } from '../../main/core/core'

/**
 * Works on a store until it is killed: edits, diagrams, imports and backups side by side. Each thing that the
 * core acknowledged is told to the parent before the next one begins.
 * Arguments: store folder, built worker's URL, bearer token, tester file.
 */
const [dir = '', worker = '', token = '', sample = ''] = process.argv.slice(2)
const me: Caller = { token, station: 'victim', local: true }
const core = await openCore({ dir, worker: new URL(worker), program: 'victim' })

const tell = (fact: Record<string, unknown>) => process.send?.(fact)
const call = (name: string, input: unknown) => core.call(me, name, input) as Promise<never>

tell({ t: 'open' })

async function edits(): Promise<never> {
  for (let i = 0; ; i++) {
    const made: { id: string; number: string } = await call('cases.add', { title: `edit ${String(i)}` })
    tell({ t: 'case', id: made.id, number: made.number, version: 1 })
    await call('cases.update', {
      id: made.id,
      version: 1,
      patch: { description: `words ${String(i)}`, lotText: `LOT-${String(i)}` }
    })
    tell({ t: 'case', id: made.id, number: made.number, version: 2 })
    const said: { id: string } = await call('cases.comment', { id: made.id, text: `说明 ${String(i)}` })
    tell({ t: 'comment', caseId: made.id, id: said.id })
  }
}

async function ended(jobId: string): Promise<string> {
  for (;;) {
    const { state }: { state: string } = await call('jobs.get', { id: jobId })
    if (state !== 'queued' && state !== 'running') return state
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

async function imports(): Promise<never> {
  for (let i = 0; ; i++) {
    const made: { id: string } = await call('cases.add', { title: `import ${String(i)}` })
    const staged = await core.stages.path(sample)
    const begun: { imports: { id: string; jobId: string }[] } = await call('instruments.import', {
      stageIds: [staged.stageId],
      caseId: made.id
    })
    const [one] = begun.imports
    if (one === undefined) throw new Error('nothing was begun')
    if ((await ended(one.jobId)) === 'done') tell({ t: 'import', id: one.id, caseId: made.id })
    // Without the set the next round reads the file again instead of finding it there already.
    await call('instruments.undo', { importId: one.id })
    tell({ t: 'undone', id: one.id })
  }
}

async function backups(): Promise<never> {
  for (;;) {
    const { jobId }: { jobId: string } = await call('backup.make', { attachments: 'full' })
    const state = await ended(jobId)
    if (state === 'done') tell({ t: 'backup' })
  }
}

const node = (id: string, type: string, parent: string | null, data: object) => ({
  id,
  type,
  parent,
  rank: 'V',
  data
})

async function diagrams(): Promise<never> {
  for (let i = 0; ; i++) {
    const { id }: { id: string } = await call('rca.create', {
      kind: 'fishbone',
      title: `diagram ${String(i)}`,
      nodes: [node('head', 'effect', null, {}), node('bone', 'category', 'head', {})]
    })
    tell({ t: 'diagram', id, version: 1 })
    for (let n = 0; n < 8; n++) {
      const undo = n % 4 === 3
      const { entry }: { entry: { revision: number } } = undo
        ? await call('rca.undo', { id, mode: 'undo' })
        : await call('rca.change', {
            id,
            intent: { key: 'test' },
            changes: [
              { op: 'add', node: node(`c${String(n)}`, 'cause', 'bone', { text: `原因 ${String(n)}` }) }
            ]
          })
      tell({ t: 'diagram', id, version: entry.revision })
    }
  }
}

await Promise.all([edits(), imports(), backups(), diagrams()])
