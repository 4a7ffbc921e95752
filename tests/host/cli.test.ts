import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import Database from 'better-sqlite3'
import type { Fault } from '@contract/errors'
import { madeLot } from '../formats/stdf/made'
import { fabcase, fabcaseProgram, hostProcess, sample } from './cli-support'
import { chief, newStoreFolder, tempFolder } from './support'

const faultOf = (err: string) => (JSON.parse(err.trim().split('\n').at(-1) ?? '') as { fault: Fault }).fault

/** Two small, real-looking imports that need no sample file. */
async function evidence(): Promise<string[]> {
  const dir = await tempFolder()
  const files = [join(dir, '报告 1.txt'), join(dir, 'curve.csv')]
  await writeFile(files[0] ?? '', 'Example: delamination at the die attach\n')
  await writeFile(files[1] ?? '', 'voltage,current\n0.1,1e-9\n0.2,2e-9\n')
  return files
}

async function withChief(): Promise<string> {
  const dir = await newStoreFolder()
  const added = await fabcase(['user', 'add', dir, chief.login, '--name', chief.name], {
    input: `${chief.password}\n`
  })
  expect(added.code, added.err).toBe(0)
  return dir
}

describe('stores', () => {
  test('are made, told about and checked', async () => {
    const cwd = await tempFolder()
    const made = await fabcaseProgram(['store', 'create', 'plant 一', '--json'], { cwd })
    expect(made.code, made.err).toBe(0)
    const dir = join(cwd, 'plant 一.fabcase')
    expect(made.json()).toMatchObject({ dir, name: 'plant 一' })
    expect(made.err).toBe('')
    const info = await fabcaseProgram(['store', 'info', 'plant 一', '--json'], { cwd })
    expect(info.json()).toMatchObject({ dir, name: 'plant 一', format: 1, openedAfterCrash: false })
    const check = await fabcaseProgram(['store', 'check', dir, '--deep', '--json'], { cwd })
    expect(check.json()).toMatchObject({ ok: true, audit: { ok: true } })
    expect(check.code).toBe(0)
    const again = await fabcaseProgram(['store', 'create', 'plant 一', '--json'], { cwd })
    expect(again.code).toBe(1)
    expect(again.out).toBe('')
    expect(faultOf(again.err).key).toBe('store.exists')
  })

  test('that are not there, or none, are refused with their own code', async () => {
    const dir = await tempFolder()
    const none = await fabcase(['store', 'info', join(dir, 'none')])
    expect(none.code).toBe(3)
    expect(none.out).toBe('')
    expect(none.err).toContain('There is no store at')
    const foreign = await fabcase(['store', 'info', dir, '--json'])
    expect(foreign.code).toBe(1)
    expect(faultOf(foreign.err).key).toBe('store.foreign')
    const chinese = await fabcase(['store', 'info', dir], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(chinese.err).toMatch(/FabCase/)
    expect(chinese.err).toMatch(/\p{Script=Han}/u)
  })

  test('whose attachment was altered do not pass the deep check', async () => {
    const dir = await newStoreFolder()
    const [file = ''] = await evidence()
    expect((await fabcase(['import', dir, file])).code).toBe(0)
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
    const path = join(dir, 'attachments', sha256.slice(0, 2), sha256)
    await writeFile(path, (await readFile(path, 'utf8')).replace('Example', 'exAMPLE'))
    const check = await fabcase(['store', 'check', dir, '--deep', '--json'])
    expect(check.code).toBe(1)
    expect(check.json()).toMatchObject({ ok: false, altered: [sha256] })
  })
})

describe('inspect', () => {
  test('needs no store, and answers in one object', async () => {
    const [, csv = ''] = await evidence()
    const other = await fabcase(['inspect', csv, '--json'])
    expect(other.code).toBe(0)
    expect(other.json()).toMatchObject({ format: 'csv', readable: false })
    expect((await fabcase(['inspect', join(csv, 'nothing')])).code).toBe(3)
    const folder = await fabcase(['inspect', dirname(csv), '--json'])
    expect(folder.code).toBe(1)
    expect(faultOf(folder.err)).toMatchObject({ key: 'file.isFolder', details: { name: dirname(csv) } })
    expect((await fabcase(['inspect', `${dirname(csv)}/`])).err).toContain(`${dirname(csv)}/*`)
  })

  test.skipIf(sample('stdf', 'lot2.stdf.gz') === null)('real tester data', async () => {
    const file = sample('stdf', 'lot2.stdf.gz') ?? ''
    const found = await fabcase(['inspect', file, '--json'])
    expect(found.code).toBe(0)
    expect(found.err).toBe('')
    const answer = found.json()
    for (const key of [
      'format',
      'bytes',
      'byteOrder',
      'totalRecords',
      'records',
      'header',
      'parts',
      'pass',
      'fail',
      'wafers',
      'hardBins',
      'softBins',
      'tests',
      'testNumbers',
      'warnings'
    ])
      expect(answer).toHaveProperty(key)
    expect(answer).toMatchObject({ format: 'stdf', parts: 1569 })
    const table = await fabcase(['inspect', file])
    expect(table.out).toContain('1569')
  })
})

describe('import', () => {
  test('reports each file, knows what is here already, and finds it again', async () => {
    const dir = await newStoreFolder()
    const files = await evidence()
    const first = await fabcase(['import', dir, ...files, '--json'])
    expect(first.code, first.err).toBe(0)
    expect(first.json()).toMatchObject({
      imports: [
        { name: '报告 1.txt', state: 'done' },
        { name: 'curve.csv', state: 'done' }
      ]
    })
    const again = await fabcase(['import', dir, ...files])
    expect(again.out).toContain('already here')
    expect(again.out.trimEnd().split('\n').length).toBeGreaterThanOrEqual(2)
  })

  test('takes nothing where a file is not there', async () => {
    const dir = await newStoreFolder()
    const [file = ''] = await evidence()
    const ran = await fabcase(['import', dir, file, `${file}.gone`, '--json'])
    expect(ran.code).toBe(3)
    expect((await readdir(join(dir, 'attachments'))).filter(name => name !== 'incoming')).toEqual([])
    expect((await fabcase(['import', dir, file, '--case', 'FC-1999-0001'])).code).toBe(3)
    expect((await readdir(join(dir, 'attachments'))).filter(name => name !== 'incoming')).toEqual([])
  })

  test('Ctrl+C cancels it with 130 and leaves nothing behind', async () => {
    const dir = await newStoreFolder()
    const folder = await tempFolder()
    const lot = madeLot({ parts: 3000, tests: 60 })
    const files = [join(folder, 'a.stdf'), join(folder, 'b.stdf')]
    for (const [index, file] of files.entries())
      await writeFile(file, Buffer.concat([...Array.from({ length: 60 }, () => lot), Buffer.alloc(index)]))
    const ran = await fabcaseProgram(['import', dir, ...files, '--json'], {
      onSpawn: child => {
        void underWay(dir).then(() => child.kill('SIGINT'))
      }
    })
    expect(ran.code, ran.err).toBe(130)
    const { imports } = ran.json() as { imports: { state: string }[] }
    expect(imports.map(one => one.state)).toEqual(['cancelled', 'cancelled'])
    expect(await everyFile(join(dir, 'attachments'))).toEqual([])
    const check = await fabcase(['store', 'check', dir, '--deep', '--json'])
    expect(check.json()).toMatchObject({ ok: true, orphanSets: [], missingSets: [] })
    expect(await fabcase(['store', 'info', dir, '--json']).then(r => r.json())).toMatchObject({
      openedAfterCrash: false
    })
  })
})

const everyFile = async (dir: string): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => entry.name)

/** Resolves once bytes of a file come into the store. */
async function underWay(dir: string): Promise<void> {
  for (;;) {
    const incoming = join(dir, 'attachments', 'incoming')
    for (const name of await readdir(incoming).catch(() => []))
      if (((await stat(join(incoming, name)).catch(() => null))?.size ?? 0) > 0) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

describe('the audit trail', () => {
  test('names the operating-system user, and is exported', async () => {
    const dir = await newStoreFolder()
    await fabcase(['import', dir, ...(await evidence())])
    const exported = await fabcase(['audit', 'export', dir, '--json'])
    const rows = exported.json() as { action: string; actorName: string }[]
    expect(rows.find(row => row.action === 'instruments.import')?.actorName).toBe(`os:${userInfo().username}`)
    const out = join(await tempFolder(), 'trail.csv')
    const csv = await fabcase(['audit', 'export', dir, '--format', 'csv', '--out', out])
    expect(csv.out).toBe(`${out}\n`)
    expect((await readFile(out, 'utf8')).split('\r\n').length).toBeGreaterThan(rows.length)
    const wrong = await fabcase(['audit', 'export', dir, '--from', 'yesterday', '--json'])
    expect(wrong).toMatchObject({ code: 2, err: '' })
    expect(wrong.json()).toMatchObject({
      fault: { key: 'contract.input' },
      usage: 'fabcase audit export [options] <store>'
    })
  })

  test('that was altered does not verify, and the first bad row is named', async () => {
    const dir = await newStoreFolder()
    await fabcase(['import', dir, ...(await evidence())])
    const whole = await fabcase(['audit', 'verify', dir, '--json'])
    expect(whole).toMatchObject({ code: 0 })
    expect(whole.json()).toMatchObject({ ok: true, firstBad: null })
    const db = new Database(join(dir, 'records.sqlite'))
    for (const { name } of db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'")
      .all() as { name: string }[])
      db.exec(`DROP TRIGGER "${name}"`)
    db.prepare("UPDATE audit SET actor_name = 'somebody else' WHERE seq = 2").run()
    db.close()
    const broken = await fabcase(['audit', 'verify', dir, '--json'])
    expect(broken.code).toBe(1)
    expect(broken.json()).toMatchObject({ ok: false, firstBad: { seq: 2, kind: 'changed' } })
    expect((await fabcase(['audit', 'verify', dir])).out).toContain('first bad row is 2')
  })
})

describe('users', () => {
  test('the first is the administrator; the rest need one', async () => {
    const dir = await withChief()
    const add = ['user', 'add', dir, 'wang.min', '--name', '王敏', '--role', 'lead']
    const nobody = await fabcase(add)
    expect(nobody.code).toBe(2)
    expect(nobody.err).toContain('--admin')
    const wrong = await fabcase([...add, '--admin', chief.login, '--json'], {
      input: 'guess\nseven quiet boats\n'
    })
    expect(wrong.code).toBe(1)
    expect(faultOf(wrong.err).key).toBe('people.badCredentials')
    const short = await fabcase([...add, '--admin', chief.login], { input: `${chief.password}\n` })
    expect(short.code).toBe(2)
    const done = await fabcase([...add, '--admin', chief.login, '--password-stdin', '--json'], {
      input: `${chief.password}\nseven quiet boats\n`
    })
    expect(done.code, done.err).toBe(0)
    expect(done.json()).toMatchObject({
      login: 'wang.min',
      name: '王敏',
      role: 'lead',
      mustChangePassword: true
    })
    const weak = await fabcase(['user', 'add', dir, 'li', '--admin', chief.login, '--json'], {
      input: `${chief.password}\npassword\n`
    })
    expect(weak.code).toBe(1)
    expect(faultOf(weak.err).key).toBe('people.weakPassword')
    expect(weak.out + weak.err).not.toContain(chief.password)
    expect((await fabcase(['user', 'add', dir, 'x', '--role', 'emperor', '--admin', chief.login])).code).toBe(
      2
    )
  })

  test('are disabled and unlocked, and the trail names who answered for it', async () => {
    const dir = await withChief()
    const input = `${chief.password}\nseven quiet boats\n`
    await fabcase(['user', 'add', dir, 'wang.min', '--admin', chief.login], { input })
    const disabled = await fabcase(['user', 'disable', dir, 'WANG.MIN', '--admin', chief.login, '--json'], {
      input
    })
    expect(disabled.json()).toMatchObject({ login: 'wang.min', state: 'disabled' })
    expect((await fabcase(['user', 'unlock', dir, 'wang.min', '--admin', chief.login], { input })).code).toBe(
      0
    )
    expect((await fabcase(['user', 'disable', dir, 'nobody', '--admin', chief.login], { input })).code).toBe(
      3
    )
    const last = await fabcase(['user', 'disable', dir, chief.login, '--admin', chief.login, '--json'], {
      input
    })
    expect(faultOf(last.err).key).toBe('people.lastAdministrator')
    const rows = (await fabcase(['audit', 'export', dir, '--json'])).json() as {
      action: string
      actorName: string
    }[]
    expect(rows.find(row => row.action === 'people.disableUser')?.actorName).toBe(
      `os:${userInfo().username} (${chief.login})`
    )
    expect(rows.filter(row => row.action === 'session.signIn').length).toBe(
      rows.filter(row => row.action === 'session.signOut').length
    )
  })
})

describe('backup and restore', () => {
  test('ask an administrator where there is one, and give back the same store', async () => {
    const dir = await withChief()
    await fabcase(['import', dir, ...(await evidence())])
    const to = await tempFolder()
    expect((await fabcase(['backup', dir, '--to', to])).code).toBe(2)
    const input = `${chief.password}\n`
    const made = await fabcase(['backup', dir, '--to', to, '--full', '--admin', chief.login, '--json'], {
      input
    })
    expect(made.code, made.err).toBe(0)
    const { path } = made.json() as { path: string }
    expect(dirname(path)).toBe(to)
    const into = join(await tempFolder(), 'again')
    const refused = await fabcase(['restore', path, into, '--admin', chief.login], { input: 'guess\n' })
    expect(refused.code).toBe(1)
    await expect(stat(`${into}.fabcase`)).rejects.toThrow()
    const restored = await fabcase(['restore', path, into, '--admin', chief.login, '--json'], { input })
    expect(restored.code, restored.err).toBe(0)
    expect(restored.json()).toMatchObject({ dir: `${into}.fabcase`, attachments: 2, missing: [] })
    expect((await fabcase(['store', 'check', into, '--deep'])).code).toBe(0)
    expect((await fabcase(['restore', join(to, 'nothing'), `${into}2`])).code).toBe(3)
    const own = await fabcase(['backup', dir, '--admin', chief.login], { input })
    expect(own.code).toBe(0)
    const list = await fabcase(['backup', dir, '--list', '--json'])
    expect(list.json()).toMatchObject({ backups: [{ name: basename(own.out.trim()) }] })
  })
})

describe('a store that is open elsewhere', () => {
  test('is reached through its owner, for every kind of work', async () => {
    const dir = await withChief()
    const host = await hostProcess('cli.js', ['host', dir, '--json', '--port', '0'])
    const { url, setup } = JSON.parse(host.line) as { url: string; setup: string | null }
    expect(setup).toBeNull()
    const files = await evidence()
    const cwd = dirname(files[0] ?? '')
    const imported = await fabcase(['import', dir, ...files.map(file => basename(file)), '--json'], { cwd })
    expect(imported.code, imported.err).toBe(0)
    expect((await fabcase(['search', dir, 'curve'])).code).toBe(0)
    expect((await fabcase(['case', 'list', dir, '--json'])).json()).toEqual({ total: 0, rows: [] })
    expect((await fabcase(['audit', 'verify', dir])).code).toBe(0)
    const rows = (await fabcase(['audit', 'export', dir, '--json'])).json() as {
      action: string
      actorName: string
    }[]
    expect(rows.find(row => row.action === 'instruments.import')?.actorName).toBe(`os:${userInfo().username}`)
    expect((await fabcase(['store', 'check', dir])).code).toBe(0)
    const input = `${chief.password}\nseven quiet boats\n`
    const added = await fabcase(['user', 'add', dir, 'wang.min', '--admin', chief.login, '--json'], { input })
    expect(added.code, added.err).toBe(0)
    const made = await fabcase(['backup', dir, '--admin', chief.login, '--json'], { input })
    expect(made.code, made.err).toBe(0)
    const second = await fabcaseProgram(['host', dir, '--json'])
    expect(second.code).toBe(1)
    expect(faultOf(second.err).key).toBe('store.locked')
    // Nobody but the owner wrote: it is still the same one.
    const answer = await fetch(`${url}api/call/stores.state`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":{}}'
    })
    expect(await answer.json()).toMatchObject({ output: { open: { needsSetup: false, dir: null } } })
    expect(await host.stop()).toBe(0)
    expect((await fabcase(['store', 'info', dir, '--json'])).json()).toMatchObject({
      openedAfterCrash: false
    })
  })

  test('by an owner that was killed opens by itself', async () => {
    const dir = await newStoreFolder()
    const host = await hostProcess('cli.js', ['host', dir, '--port', '0'])
    host.child.kill('SIGKILL')
    await new Promise(resolve => host.child.on('close', resolve))
    const info = await fabcase(['store', 'info', dir, '--json'])
    expect(info.code, info.err).toBe(0)
    expect(info.json()).toMatchObject({ openedAfterCrash: true })
  })

  test('by another command is waited for', async () => {
    const dir = await newStoreFolder()
    const all = await Promise.all(
      Array.from({ length: 4 }, () => fabcaseProgram(['case', 'list', dir, '--json']))
    )
    expect(all.map(ran => ran.code)).toEqual([0, 0, 0, 0])
  })
})

describe('cases and search', () => {
  test('are listed and shown, and what is not there ends with 3', async () => {
    const dir = await newStoreFolder()
    const [file = ''] = await evidence()
    await mkdir(join(dirname(file), 'x'))
    expect((await fabcase(['case', 'show', dir, 'FC-1999-0001', '--json'])).code).toBe(3)
    expect((await fabcase(['case', 'list', dir, '--state', 'sleeping'])).code).toBe(2)
    const list = await fabcase(['case', 'list', dir, '--lang', 'zh'])
    expect(list.out).toContain('编号')
    expect((await fabcase(['search', dir, 'nothing-like-this', '--json'])).json()).toEqual({
      groups: [],
      total: 0
    })
  })
})
