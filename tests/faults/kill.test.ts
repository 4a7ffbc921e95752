import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change } from '@contract/diagram/change'
import { openCore, type Caller, type Core } from '../../main/core/core'
import { storeParts } from '../../main/core/registry'
import { checkStore, listBackups, restoreBackup } from '../../main/store'
import { systemClock } from '../../main/core/clock'
import { password, worker } from '../store/core/core-fixture'
import { bundle } from './bundle'

const sample = join(import.meta.dirname, '../../../shared/samples/stdf/a595.stdf.gz')
const kills = 100
const lanes = 2

interface Fact {
  readonly t: 'open' | 'case' | 'diagram' | 'comment' | 'import' | 'undone' | 'backup'
  readonly id?: string
  readonly caseId?: string
  readonly version?: number
}

let victim = ''
let folder = ''

beforeAll(async () => {
  victim = await bundle('victim')
  folder = await mkdtemp(join(tmpdir(), 'fabcase-kill-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Numbers in [0, 1) that are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

function started(child: ChildProcess, facts: Fact[]): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (fact: Fact) => {
      facts.push(fact)
      if (fact.t === 'open') resolve()
    })
    child.once('exit', code => {
      reject(new Error(`the victim ended by itself with ${String(code)}`))
    })
  })
}

/** Resolves once the victim has told something of each kind. */
function told(child: ChildProcess, facts: readonly Fact[], kinds: readonly Fact['t'][]): Promise<void> {
  return new Promise(resolve => {
    const look = (): void => {
      if (kinds.every(kind => facts.some(fact => fact.t === kind))) resolve()
    }
    child.on('message', look)
    look()
  })
}

function gone(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.removeAllListeners('exit')
    child.once('exit', () => {
      resolve()
    })
  })
}

/** Everything the victim was told to be done is there; nothing half-done shows. */
function verify(core: Core, facts: readonly Fact[]): void {
  const { read, measurements } = core.store
  const diagrams = new Map<string, number>()
  for (const fact of facts) {
    if (fact.t === 'case') {
      const row = read.get('SELECT version, description FROM "case" WHERE id = ?', [fact.id ?? ''])
      expect(row, `case ${String(fact.id)}`).toBeDefined()
      expect(Number(row?.['version'])).toBeGreaterThanOrEqual(fact.version ?? 0)
      if (fact.version === 2) expect(row?.['description']).not.toBe('')
    }
    if (fact.t === 'diagram') diagrams.set(fact.id ?? '', fact.version ?? 0)
    if (fact.t === 'comment')
      expect(read.get('SELECT 1 AS one FROM case_comment WHERE id = ?', [fact.id ?? ''])).toBeDefined()
    if (fact.t === 'import')
      expect(read.get('SELECT state FROM import WHERE id = ?', [fact.id ?? ''])?.['state']).toMatch(
        /done|undone/
      )
    if (fact.t === 'undone')
      expect(read.get('SELECT state FROM import WHERE id = ?', [fact.id ?? ''])?.['state']).toBe('undone')
  }
  for (const [id, version] of diagrams) expect(stepsOf(core, id)).toBeGreaterThanOrEqual(version)
  expect(read.all("SELECT id FROM import WHERE state = 'running'")).toEqual([])
  expect(read.all("SELECT id FROM job WHERE state IN ('running', 'queued') AND kind <> 'removeSet'")).toEqual(
    []
  )
  const sets = new Set(read.all('SELECT id FROM data_set').map(row => String(row['id'])))
  for (const row of measurements.read.all("SELECT id FROM measurement_set WHERE state = 'complete'"))
    expect(sets.has(String(row['id'])), 'a finished set without its record').toBe(true)
  expect(
    read.all(
      "SELECT id FROM case_file WHERE importId IN (SELECT id FROM import WHERE state IN ('failed','undone'))"
    )
  ).toEqual([])
}

/** Revision of a diagram whose nodes are exactly what its steps make of the ones it started with. */
function stepsOf(core: Core, id: string): number {
  const { read } = core.store
  const steps = read.all('SELECT revision, changes FROM diagram_step WHERE diagramId = ? ORDER BY revision', [
    id
  ])
  expect(steps.map(step => step['revision'])).toEqual(steps.map((_, i) => i + 2))
  const ids = new Set(['head', 'bone'])
  for (const step of steps)
    for (const one of JSON.parse(String(step['changes'])) as Change[]) {
      if (one.op === 'add') ids.add(one.node.id)
      if (one.op === 'remove') ids.delete(one.node.id)
    }
  const nodes = read.all('SELECT id FROM diagram_node WHERE diagramId = ?', [id])
  expect(nodes.map(row => String(row['id'])).toSorted()).toEqual([...ids].toSorted())
  const version = Number(read.get('SELECT version FROM diagram WHERE id = ?', [id])?.['version'])
  expect(version).toBe(steps.length + 1)
  return version
}

async function lane(seed: number, rounds: number): Promise<Fact[]> {
  const dir = join(folder, `lane${String(seed)}.fabcase`)
  const first = await openCore({ dir, create: 'lane', worker, program: 'tests' })
  const local: Caller = { token: null, station: 'tests', local: true }
  const { token } = (await first.call(local, 'people.setup', {
    login: 'ada',
    name: 'Ada Example',
    password
  })) as {
    token: string
  }
  await first.close()
  const next = sequence(seed)
  const seen: Fact[] = []
  for (let round = 0; round < rounds; round++) {
    const facts: Fact[] = []
    const child = fork(victim, [dir, worker.href, token, sample], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    })
    await started(child, facts)
    // Mostly soon, now and then only after a whole import and a whole backup, however long they take here.
    if (round % 10 === 9) await told(child, facts, ['undone', 'backup'])
    await wait(20 + next() ** 3 * 1500)
    const end = gone(child)
    child.kill('SIGKILL')
    await end
    seen.push(...facts)
    const core = await openCore({ dir, worker, program: 'tests' })
    expect(core.store.openedAfterCrash).toBe(true)
    verify(core, seen)
    const leftovers = await readdir(join(dir, 'attachments/incoming')).catch(() => [])
    expect(leftovers).toEqual([])
    await core.close()
    if (round % 10 === 9) {
      const report = await checkStore(dir, storeParts, { deep: true })
      expect(report).toMatchObject({ ok: true, orphanSets: [], missingSets: [] })
    }
  }
  const [newest] = await listBackups(join(dir, 'backups'))
  if (newest !== undefined) {
    const into = join(folder, `restored${String(seed)}.fabcase`)
    await restoreBackup({
      from: newest.path,
      into,
      clock: systemClock,
      owner: { name: 'tests', pid: process.pid, host: 'here', since: new Date().toISOString(), address: null }
    })
    expect(await checkStore(into, storeParts)).toMatchObject({ ok: true })
  }
  return seen
}

test.skipIf(!existsSync(sample))(
  `${String(kills)} kills during edits, diagrams, imports and backups lose nothing acknowledged (skipped without ../shared/samples)`,
  async () => {
    const facts = (
      await Promise.all(Array.from({ length: lanes }, (_, i) => lane(i + 1, kills / lanes)))
    ).flat()
    const count = (t: Fact['t']) => facts.filter(fact => fact.t === t).length
    expect(count('case')).toBeGreaterThan(kills)
    expect(count('diagram')).toBeGreaterThan(kills)
    for (const t of ['comment', 'import', 'undone', 'backup'] as const) expect(count(t), t).toBeGreaterThan(0)
  },
  400_000
)
