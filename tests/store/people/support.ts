import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import { FabError, type Fault, type FaultKey } from '@contract/errors'
import type { Input, Output, ProcedureName } from '@contract/index'
import type { User } from '@contract/people'
import { type Core, openCore } from '../../../main/core/core'
import { TestClock } from '../support'

export const password = 'nine slippery eels'

const opened: { core: Core | null; readonly base: string }[] = []

afterEach(async () => {
  for (const entry of opened.splice(0)) {
    await entry.core?.close()
    await rm(entry.base, { recursive: true, force: true })
  }
})

/** Where a call comes from. */
export interface From {
  readonly token?: string | null
  readonly station?: string
  readonly local?: boolean
}

/** A store with real dispatch, a clock the test moves, and as many stations as it likes. */
export class Site {
  readonly clock: TestClock
  private readonly entry: { core: Core | null; readonly base: string }

  private constructor(entry: { core: Core | null; readonly base: string }, clock: TestClock) {
    this.entry = entry
    this.clock = clock
  }

  static async make(): Promise<Site> {
    const base = await mkdtemp(join(tmpdir(), 'fabcase-people-'))
    const entry: { core: Core | null; readonly base: string } = { core: null, base }
    opened.push(entry)
    const site = new Site(entry, new TestClock())
    await site.open('Plant')
    return site
  }

  private async open(create?: string): Promise<void> {
    this.entry.core = await openCore({
      dir: join(this.entry.base, 'plant.fabcase'),
      ...(create === undefined ? {} : { create }),
      // No call of this room needs a worker.
      worker: new URL('file:///nowhere.js'),
      clock: this.clock,
      program: 'test'
    })
  }

  get core(): Core {
    if (this.entry.core === null) throw new Error('closed')
    return this.entry.core
  }

  async restart(): Promise<void> {
    await this.core.close()
    await this.open()
  }

  async call<N extends ProcedureName>(name: N, input: Input<N>, from: From = {}): Promise<Output<N>> {
    const caller = {
      token: from.token ?? null,
      station: from.station ?? 'desk 1',
      local: from.local ?? false
    }
    return (await this.core.call(caller, name, input)) as Output<N>
  }

  /** The first administrator's token. */
  async setup(): Promise<string> {
    const made = await this.call(
      'people.setup',
      { login: 'Chen.Li', name: 'Chen Li (example)', password },
      { local: true }
    )
    return made.token
  }

  /** A user with the password `tmp eleven bright kites`, who has not signed in yet. */
  addUser(token: string, login: string, role = 'engineer'): Promise<User> {
    return this.call(
      'people.addUser',
      {
        login,
        name: `${login} (example)`,
        email: '',
        password: handedOut,
        roleId: `role_${role}`,
        departmentId: null
      },
      { token }
    )
  }

  /** Signs in and, where it must be, changes the password to `own`. */
  async enter(login: string, given = handedOut): Promise<string> {
    const { token, me } = await this.call('session.signIn', { login, password: given })
    if (me.mustChangePassword)
      await this.call('session.changePassword', { current: given, next: own }, { token })
    return token
  }

  async user(token: string, login: string): Promise<User> {
    const { users } = await this.call('people.users', {}, { token })
    const found = users.find(user => user.login === login)
    if (found === undefined) throw new Error(`no user ${login}`)
    return found
  }
}

export const handedOut = 'eleven bright kites'
export const own = 'my quiet green ferry'

/** The fault of a call that must fail. */
export async function faultOf(key: FaultKey, work: Promise<unknown>): Promise<Fault> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason
  )
  if (!(error instanceof FabError)) throw new Error(`expected ${key}, got ${String(error)}`, { cause: error })
  expect(error.fault.key).toBe(key)
  return error.fault
}
