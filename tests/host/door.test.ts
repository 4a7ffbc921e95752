import { spawnSync } from 'node:child_process'
import { stat, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Fault } from '@contract/errors'
import { openCore, type Core } from '../../main/core/core'
import { openDoor, type Door } from '../../main/core/door'
import { eachLine, fromLine, toLine } from '../../main/core/lines'
import { readOwner } from '../../main/store'
import { afterThis, chief, tempFolder, workerUrl } from './support'

async function openPlant(): Promise<{ core: Core; door: Door; dir: string }> {
  const dir = join(await tempFolder(), 'plant.fabcase')
  const core = await openCore({ dir, create: 'Plant', worker: workerUrl(), program: 'test' })
  const door = await openDoor(core)
  afterThis(async () => {
    await door.close()
    await core.close()
  })
  return { core, door, dir }
}

interface Reply {
  readonly id?: number
  readonly output?: unknown
  readonly fault?: Fault
  readonly welcome?: { readonly needsSetup: boolean }
}

/** A client that says what it likes. */
class Visitor {
  readonly replies: Reply[] = []
  readonly ended: Promise<void>
  readonly socket: Socket
  #wake: () => void = () => undefined

  constructor(door: Door) {
    this.socket = connect(door.address)
    this.socket.on('error', () => undefined)
    this.ended = new Promise(resolve => this.socket.on('close', () => resolve()))
    eachLine(
      this.socket,
      () => Infinity,
      line => {
        this.replies.push(fromLine(line) as Reply)
        this.#wake()
      }
    )
    afterThis(async () => {
      this.socket.destroy()
      await this.ended
    })
  }

  say(value: unknown): this {
    this.socket.write(typeof value === 'string' ? value : toLine(value))
    return this
  }

  /** The next reply. */
  async next(): Promise<Reply> {
    const count = this.replies.length
    await new Promise<void>(resolve => {
      this.#wake = resolve
      if (this.replies.length > count) resolve()
    })
    return this.replies.at(-1) ?? {}
  }

  async ask(value: object): Promise<Reply> {
    const next = this.next()
    this.say(value)
    return next
  }
}

async function inside(door: Door): Promise<Visitor> {
  const visitor = new Visitor(door)
  expect((await visitor.ask({ secret: door.secret })).welcome).toBeDefined()
  return visitor
}

describe('the door', () => {
  test('is named beside the lock, for this user alone', async () => {
    const { door, dir } = await openPlant()
    expect(await readOwner(dir)).toMatchObject({
      address: null,
      door: { path: door.address, secret: door.secret },
      pid: process.pid
    })
    expect((await stat(join(dir, 'owner.json'))).mode & 0o077).toBe(0)
    if (process.platform !== 'win32') expect((await stat(door.address)).mode & 0o077).toBe(0)
    await door.close()
    await expect(stat(door.address)).rejects.toThrow()
  })

  test.each([
    ['a wrong secret', { secret: 'x'.repeat(43) }],
    ['no secret', { id: 1, name: 'cases.list', input: {} }],
    ['nonsense', 'nonsense\n'],
    ['a line that does not end', 'x'.repeat(5000)]
  ])('stays shut for %s', async (_what, first) => {
    const { door } = await openPlant()
    const visitor = new Visitor(door).say(first).say({ id: 1, name: 'cases.list', input: {} })
    await visitor.ended
    expect(visitor.replies).toEqual([])
  })

  test('throws out who breaks its rules later', async () => {
    const { door } = await openPlant()
    for (const bad of ['nonsense\n', { id: 'x', name: 'cases.list' }, { name: 'cases.list' }, { id: 1 }]) {
      const visitor = await inside(door)
      visitor.say(bad)
      await visitor.ended
    }
  })

  test('answers as the operating-system user; administration needs an administrator', async () => {
    const { core, door } = await openPlant()
    const visitor = await inside(door)
    const made = await visitor.ask({ id: 1, name: 'people.setup', input: chief })
    // The session that setting up begins is ended, and its token goes to nobody.
    expect(made.output).toMatchObject({ token: '', me: { login: chief.login } })
    expect(core.store.read.all('SELECT * FROM session')).toEqual([])
    expect((await visitor.ask({ id: 2, name: 'cases.add', input: { title: 'x' } })).output).toMatchObject({
      title: 'x'
    })
    expect((await visitor.ask({ id: 3, name: 'people.users', input: {} })).fault?.key).toBe(
      'contract.forbidden'
    )
    expect((await visitor.ask({ id: 4, name: 'backup.make', input: {} })).fault?.key).toBe(
      'contract.forbidden'
    )
    expect((await visitor.ask({ id: 5, name: 'store.info', input: {} })).output).toMatchObject({
      name: 'Plant'
    })
    const signIn = { login: chief.login, password: chief.password }
    expect((await visitor.ask({ id: 6, name: 'session.signIn', input: signIn })).fault?.key).toBe(
      'contract.forbidden'
    )
    expect((await visitor.ask({ id: 7, elevate: { ...signIn, password: 'no' } })).fault?.key).toBe(
      'people.badCredentials'
    )
    expect((await visitor.ask({ id: 8, elevate: signIn })).output).toEqual({})
    expect((await visitor.ask({ id: 9, name: 'people.users', input: {} })).output).toMatchObject({
      users: [{ login: chief.login }]
    })
    // Another connection has to ask anew.
    expect((await (await inside(door)).ask({ id: 1, name: 'people.users', input: {} })).fault?.key).toBe(
      'contract.forbidden'
    )
    visitor.socket.end()
    await visitor.ended
    await expect.poll(() => core.store.read.all('SELECT * FROM session')).toEqual([])
    const { rows } = core.store.audit.query({})
    expect(rows.find(row => row.action === 'cases.add')?.actorName).toMatch(/^os:/)
    expect(rows.map(row => row.action)).toEqual(
      expect.arrayContaining(['session.refused', 'session.signIn', 'session.signOut'])
    )
  })

  test('who is no administrator, or must change the password first, cannot answer for anything', async () => {
    const { door } = await openPlant()
    const visitor = await inside(door)
    await visitor.ask({ id: 1, name: 'people.setup', input: chief })
    const signIn = { login: chief.login, password: chief.password }
    await visitor.ask({ id: 2, elevate: signIn })
    for (const role of ['reader', 'administrator']) {
      const input = {
        login: role,
        password: 'seven quiet boats',
        name: role,
        email: '',
        roleId: `role_${role}`,
        departmentId: null
      }
      expect((await visitor.ask({ id: 3, name: 'people.addUser', input })).fault).toBeUndefined()
    }
    for (const login of ['reader', 'administrator']) {
      const other = await inside(door)
      expect((await other.ask({ id: 1, elevate: { login, password: 'seven quiet boats' } })).fault?.key).toBe(
        'people.passwordDue'
      )
      expect((await other.ask({ id: 2, name: 'people.users', input: {} })).fault?.key).toBe(
        'contract.forbidden'
      )
    }
    // Signed out elsewhere, disabled: it ends at once.
    expect((await visitor.ask({ id: 9, elevate: { ...signIn, password: 'wrong' } })).fault?.key).toBe(
      'people.badCredentials'
    )
    expect((await visitor.ask({ id: 10, name: 'people.users', input: {} })).fault?.key).toBe(
      'contract.forbidden'
    )
  })

  test('takes files by path, and no more calls at once than it can do', async () => {
    const { door, dir } = await openPlant()
    const visitor = await inside(door)
    await writeFile(join(dirname(dir), 'a.txt'), 'hello')
    expect((await visitor.ask({ id: 1, stage: join(dirname(dir), 'a.txt') })).output).toMatchObject({
      name: 'a.txt',
      bytes: 5
    })
    expect((await visitor.ask({ id: 2, stage: '/nothing/there' })).fault?.key).toBe('attachment.unreadable')
    const setup = (id: number) =>
      toLine({ id, name: 'people.setup', input: { ...chief, login: `chief${id}` } })
    visitor.say(Array.from({ length: 40 }, (_, id) => setup(id + 100)).join(''))
    await expect.poll(() => visitor.replies.length).toBe(43)
    const keys = visitor.replies.slice(3).map(reply => reply.fault?.key ?? 'done')
    expect(keys.filter(key => key === 'done')).toHaveLength(1)
    expect(keys).toContain('contract.busy')
    expect(
      keys.every(key =>
        ['done', 'contract.busy', 'people.alreadySetUp', 'contract.setupOnly', 'people.busy'].includes(key)
      )
    ).toBe(true)
  })

  test.skipIf(process.platform === 'win32')(
    'clears away the sockets of the dead, not those of the living',
    async () => {
      const { door } = await openPlant()
      const folder = dirname(door.address)
      const dead = join(folder, 'fabcase-00000000deadbeef.sock')
      // What a killed process leaves: a file that nobody listens behind.
      const server = createServer().listen(dead)
      await new Promise(resolve => server.once('listening', resolve))
      spawnSync('cp', ['-a', dead, `${dead}.kept`])
      await new Promise(resolve => server.close(resolve))
      spawnSync('mv', [`${dead}.kept`, dead])
      await openPlant()
      await expect
        .poll(() =>
          stat(dead).then(
            () => 'there',
            () => 'gone'
          )
        )
        .toBe('gone')
      expect((await stat(door.address)).isSocket()).toBe(true)
    }
  )
})

test('lines of a socket hold bytes and survive any cutting', () => {
  expect(fromLine(toLine({ a: new Uint8Array([1, 2]), b: Buffer.from('x'), c: '\n晶' }).trimEnd())).toEqual({
    a: new Uint8Array([1, 2]),
    b: new Uint8Array([120]),
    c: '\n晶'
  })
  expect(fromLine('{')).toBeNull()
})
