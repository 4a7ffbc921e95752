import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, vi } from 'vitest'
import type { Input, Output, ProcedureName } from '@contract/index'
import { Launcher } from '../../main/core/launcher'
import type { Actor } from '../../main/store/context'
import { madeLot } from '../formats/stdf/made'
import type { Hints } from './shaped'
import { chief, workerUrl } from './support'

/** A store with something of everything in it. */
export interface Peopled {
  readonly folder: string
  readonly launcher: Launcher
  readonly actors: Readonly<Record<'nobody' | 'reader' | 'administrator', Actor>>
  /** Ids to aim a procedure at: most of them of its own kind of record. */
  hintsFor(name: ProcedureName): Hints
}

/** Make a store with a record of each kind, an imported lot, an administrator and a reader. */
export async function peopledStore(): Promise<Peopled> {
  const folder = await mkdtemp(join(tmpdir(), 'fabcase-fuzz-'))
  const launcher = new Launcher({
    worker: workerUrl(),
    program: 'test',
    settingsDir: join(folder, 'settings'),
    defaultFolder: folder,
    mayOpen: true
  })
  const local = { token: null, station: 'test', local: true }
  await launcher.call(local, 'stores.create', { folder, name: 'Plant' })
  const { token } = (await launcher.call(local, 'people.setup', chief)) as { token: string }
  const call = <N extends ProcedureName>(name: N, input: Input<N>) =>
    launcher.call({ ...local, token }, name, input) as Promise<Output<N>>

  const first = 'seven quiet boats'
  const reader = { login: 'reader', name: 'Reader', email: '', roleId: 'role_reader', departmentId: null }
  const readerUser = await call('people.addUser', { ...reader, password: first })
  const signed = (await launcher.call(local, 'session.signIn', { login: 'reader', password: first })) as {
    token: string
  }
  await launcher.call({ ...local, token: signed.token }, 'session.changePassword', {
    current: first,
    next: 'eleven paper cranes'
  })

  const department = await call('departments.add', { name: 'Failure analysis', code: 'FA' })
  const role = await call('roles.add', { name: 'Example role', key: '', permissions: ['records.read'] })
  const customer = await call('customers.add', { code: 'EX-1', name: 'Example Motors' })
  const product = await call('products.add', { partNumber: 'FC-2200-Q' })
  const made = await call('cases.add', {
    title: 'Example: open after reflow 漏电',
    customerId: customer.id,
    productId: product.id
  })
  const comment = await call('cases.comment', { id: made.id, text: 'look' })
  const supplier = await call('suppliers.add', { code: 'S-1', name: 'Example Silicon' })
  const lot = await call('lots.add', { lotNumber: 'LOT-0001', productId: product.id })
  const wafer = await call('wafers.add', { lotId: lot.id, waferNumber: 'W01' })
  const tool = await call('tools.add', { code: 'ETCH-01', name: 'Etcher' })
  const task = await call('tasks.add', { title: 'Section the package', caseId: made.id })
  const action = await call('actions.add', { caseId: made.id, kind: 'containment', title: 'Hold the lot' })

  await writeFile(
    join(folder, 'lot.stdf'),
    madeLot({ parts: 60, tests: 5, wafers: 2, sites: 2, retestEvery: 7 })
  )
  await writeFile(join(folder, 'curve.csv'), 'a,b\n1,2\n')
  const stage = async (name: string) => (await launcher.open.stages.path(join(folder, name))).stageId
  const brought = await call('instruments.import', {
    stageIds: [await stage('lot.stdf'), await stage('curve.csv')],
    caseId: made.id
  })
  const imports = async () => (await call('instruments.imports', { batchId: brought.batchId })).rows
  const ended = async () => {
    expect((await imports()).map(one => one.state)).toEqual(['done', 'done'])
  }
  await vi.waitFor(ended, { timeout: 60_000, interval: 50 })
  const rows = await imports()
  const sets = rows.flatMap(one => one.setId ?? [])
  expect(sets).toHaveLength(1)
  const { files } = await call('cases.files', { id: made.id })
  const view = await call('views.save', { screen: 'cases', name: 'Open', shared: false, definition: '{}' })

  await mkdir(join(folder, 'elsewhere'))
  // Places in a folder of their own: what is typed there becomes files.
  const place = fc.oneof(
    fc.integer({ min: 0, max: 5 }).map(n => join(folder, 'elsewhere', `place${n}`)),
    fc.constantFrom(
      '',
      join(folder, 'Plant.fabcase'),
      join(folder, 'Plant.fabcase', 'backups'),
      join(folder, 'curve.csv')
    ),
    fc.constantFrom(null, 7, 'x'.repeat(5000))
  )
  const looked = { sets }
  const seen = await call('analysis.overview', { view: looked })
  const measured = await call('analysis.tests', { view: looked })
  const pinned = await call('evidence.pin', { caseId: made.id, kind: 'note', title: 'seen', note: '漏电' })
  const keys = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...measured.tests.map(one => one.ref.key)) },
    fc.string()
  )
  const waferKeys = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...seen.wafers.map(one => one.key)) },
    fc.string()
  )
  const own: Readonly<Record<string, readonly string[]>> = {
    people: [readerUser.id],
    departments: [department.id],
    roles: [role.id, 'role_reader', 'role_administrator'],
    customers: [customer.id],
    products: [product.id],
    cases: [made.id, made.id, made.id, comment.id, ...files.map(file => file.id)],
    lots: [lot.id],
    wafers: [wafer.id],
    suppliers: [supplier.id],
    complaintClasses: ['class-EL', 'class-EL-CONT-OPEN'],
    tools: [tool.id],
    tasks: [task.id],
    actions: [action.id],
    views: [view.id],
    analysis: sets,
    evidence: [pinned.id, pinned.id, made.id],
    jobs: rows.map(one => one.jobId),
    instruments: [...sets, ...sets, ...sets, ...rows.map(one => one.id), await stage('curve.csv')],
    attachments: rows.map(one => one.sha256)
  }
  const all = Object.values(own).flat()
  const { open } = launcher
  const actors = {
    nobody: open.actorOf({ ...local, local: false }),
    reader: open.actorOf({ token: signed.token, station: 'test', local: false }),
    administrator: open.actorOf({ token, station: 'test', local: false })
  }
  expect(actors.nobody.known).toBe(false)
  expect([...actors.reader.permissions]).toEqual(['records.read'])
  expect(actors.administrator.permissions.size).toBeGreaterThan(5)
  return {
    folder,
    launcher,
    actors,
    hintsFor(name) {
      const mine = own[name.split('.')[0] ?? ''] ?? []
      return {
        ids: [
          ...Array.from({ length: mine.length === 0 ? 0 : Math.ceil(40 / mine.length) }, () => mine).flat(),
          ...all
        ],
        fields: name.startsWith('analysis.')
          ? { key: keys, wafer: waferKeys }
          : { target: place, into: place, folder: place, dir: place }
      }
    }
  }
}
