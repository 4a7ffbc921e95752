import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { demoPeople } from '@contract/demo'
import type { Fault } from '@contract/errors'
import type { Input, Output, ProcedureName } from '@contract/index'
import { openCore, type Caller } from '../../main/core/core'
import { demoPlace } from '../../main/core/demo'
import { Launcher } from '../../main/core/launcher'
import { fabcase } from './cli-support'
import { afterThis, newStoreFolder, tempFolder, workerUrl } from './support'

const faultOf = (err: string) => (JSON.parse(err.trim().split('\n').at(-1) ?? '') as { fault: Fault }).fault
const local: Caller = { token: null, station: 'test', local: true }

/** A launcher as `npm start` has one, whose home is a new folder. */
async function newLauncher(mayOpen = true) {
  const folder = await tempFolder()
  const launcher = new Launcher({
    worker: workerUrl(),
    program: 'test',
    settingsDir: join(folder, 'settings'),
    defaultFolder: folder,
    mayOpen
  })
  afterThis(() => launcher.close())
  const call = async <N extends ProcedureName>(name: N, input: Input<N>, caller = local) =>
    (await launcher.call(caller, name, input)) as Output<N>
  const signIn = async (role: (typeof demoPeople)[number]['role']): Promise<Caller> => {
    const { login, password } = demoPeople.find(one => one.role === role) ?? demoPeople[0]
    const { token } = await call('session.signIn', { login, password })
    return { token, station: 'test', local: true }
  }
  return { launcher, folder, call, signIn }
}

const keyOf = (error: unknown): unknown => (error as { fault?: Fault }).fault?.key

describe('fabcase demo', () => {
  test('makes a whole store in an empty folder, says how to open it, and makes it anew', async () => {
    const dir = await tempFolder()
    const made = await fabcase(['demo', dir, '--json'])
    expect(made.code, made.err).toBe(0)
    expect(made.json()).toMatchObject({ dir, seed: 4817 })
    expect((made.json() as { people: unknown[] }).people).toHaveLength(4)
    const check = await fabcase(['store', 'check', dir, '--json'])
    expect(check.json()).toMatchObject({ ok: true, audit: { ok: true } })
    const cases = await fabcase(['case', 'list', dir, '--json'])
    expect(cases.json()).toMatchObject({ total: 24 })

    const again = await fabcase(['demo', dir, '--json'])
    expect(again.code).toBe(1)
    expect(faultOf(again.err).key).toBe('store.exists')
    const reset = await fabcase(['demo', dir, '--reset', '--seed', '9', '--lang', 'zh-CN'])
    expect(reset.code, reset.err).toBe(0)
    expect(reset.out).toContain('虚构')
    for (const { password } of demoPeople) expect(reset.out).toContain(password)
    const info = await fabcase(['store', 'info', dir, '--json'])
    expect(info.json()).toMatchObject({ demo: { seed: 9 } })
  })

  test('takes no place that holds anything else, and no real store', async () => {
    const folder = await tempFolder()
    expect(await demoPlace(join(folder, 'plant'))).toBe(join(folder, 'plant.fabcase'))
    await writeFile(join(folder, 'my notes.txt'), 'mine')
    const refused = await fabcase(['demo', folder, '--json'])
    expect(faultOf(refused.err).key).toBe('store.exists')
    expect(await readdir(folder)).toEqual(['my notes.txt'])
    const real = await newStoreFolder()
    expect(faultOf((await fabcase(['demo', real, '--json'])).err).key).toBe('store.exists')
    expect(faultOf((await fabcase(['demo', real, '--reset', '--json'])).err).key).toBe('store.notDemo')
    expect((await fabcase(['demo', join(folder, 'none'), '--reset'])).code).toBe(3)
    expect((await fabcase(['demo', join(folder, 'x'), '--seed', 'many'])).code).toBe(2)
  })
})

describe('the mark of a demo', () => {
  test('is in the trail: no edit of the card takes it off or puts it on', async () => {
    const folder = await tempFolder()
    const dir = join(folder, 'demo.fabcase')
    const begun = await openCore({
      dir,
      create: 'Demo',
      demo: { seed: 3 },
      worker: workerUrl(),
      program: 'test'
    })
    await begun.close()
    const real = await newStoreFolder()
    const edit = async (store: string, change: (card: Record<string, unknown>) => void) => {
      const path = join(store, 'fabcase.json')
      const card = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
      change(card)
      await writeFile(path, JSON.stringify(card))
    }
    await edit(dir, card => {
      delete card['demo']
    })
    await edit(real, card => {
      card['demo'] = { seed: 3 }
    })
    const marks: unknown[] = []
    for (const store of [dir, real]) {
      const core = await openCore({ dir: store, worker: workerUrl(), program: 'test' })
      marks.push(core.store.demo)
      await core.close()
    }
    expect(marks).toEqual([{ seed: 3 }, null])
    const { launcher, call } = await newLauncher()
    await launcher.openStore(real)
    await expect(call('stores.resetDemo', {})).rejects.toSatisfy(error => keyOf(error) === 'store.notDemo')
    expect(launcher.current?.store.dir).toBe(real)
  })

  test('is what lets people keep a stated password: no other store does', async () => {
    const { call, folder } = await newLauncher()
    await call('stores.create', { folder, name: 'Real' })
    const { token } = await call('people.setup', {
      login: 'chief.example',
      name: 'Chief Example',
      password: 'nine slippery eels'
    })
    const add = call(
      'people.addUser',
      {
        login: 'erin.example',
        name: 'Erin Example',
        email: '',
        password: 'seven quiet boats',
        roleId: 'role_engineer',
        departmentId: null,
        keepPassword: true
      },
      { ...local, token }
    )
    await expect(add).rejects.toSatisfy(error => keyOf(error) === 'contract.input')
  })
})

describe('the demo of the launcher', () => {
  test('is made once, found again, told apart, and made anew', async () => {
    const { launcher, call, signIn, folder } = await newLauncher()
    const before = await call('stores.recent', {})
    expect(before.demo).toEqual({ dir: join(folder, 'Demo', 'demo-fab.fabcase'), present: false })
    const making = call('stores.openDemo', {})
    const seen: number[] = []
    for (let open = false; !open;) {
      const { making: at } = await call('stores.demoProgress', {})
      if (at !== null && at.total > 0) seen.push(at.done / at.total)
      open = launcher.current !== null
      await new Promise(wake => setTimeout(wake, 20))
    }
    const made = await making
    expect(made.open).toMatchObject({ demo: { seed: 4817 }, needsSetup: false })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect((await call('stores.demoProgress', {})).making).toBeNull()

    const engineer = await signIn('engineer')
    const me = await call('session.me', {}, engineer)
    expect(me).toMatchObject({ role: 'engineer', mustChangePassword: false, idleMinutes: 0 })
    const list = await call('cases.list', {}, engineer)
    expect(list.total).toBe(24)
    const sets = await call('instruments.sets', {}, engineer)
    // Seven tester files and two of the inspection.
    expect(sets.total).toBe(9)
    const found = await call('search.find', { text: '划伤' }, engineer)
    expect(found.total).toBeGreaterThan(1)
    const mine = await call('workflow.mine', {}, engineer)
    expect(mine.items.length).toBeGreaterThan(5)

    // Another store, and back: it is found, not made again.
    await call('stores.create', { folder, name: 'Real' })
    const recents = await call('stores.recent', {})
    expect(recents.demo.present).toBe(true)
    expect(recents.stores.map(store => [store.name, store.demo])).toEqual([
      ['Real', false],
      [made.open?.name, true]
    ])
    expect((await call('stores.openDemo', {})).open?.id).toBe(made.open?.id)

    // Made anew: what was done is gone, whoever was signed in is not any more.
    const administrator = await signIn('administrator')
    await call('cases.add', { title: 'Scribbled into the demo' }, administrator)
    const { jobId } = await call('store.check', { deep: true }, administrator)
    const anew = await call('stores.resetDemo', {})
    expect(anew.open).toMatchObject({ demo: { seed: 4817 } })
    expect(anew.open?.id).not.toBe(made.open?.id)
    await expect(call('session.me', {}, engineer)).rejects.toSatisfy(
      error => keyOf(error) === 'contract.signIn'
    )
    const lead = await signIn('lead')
    expect((await call('cases.list', {}, lead)).total).toBe(24)
    await expect(call('jobs.get', { id: jobId }, lead)).rejects.toSatisfy(
      error => keyOf(error) === 'record.notFound'
    )
    expect(await readdir(join(folder, 'Demo'))).toEqual(['demo-fab.fabcase'])
  })

  test('is for whoever started the process', async () => {
    const { call } = await newLauncher(false)
    for (const name of ['stores.openDemo', 'stores.resetDemo', 'stores.demoProgress'] as const)
      await expect(call(name, {})).rejects.toSatisfy(error => keyOf(error) === 'contract.localOnly')
  })
})
