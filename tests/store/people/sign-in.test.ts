import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FabError } from '@contract/errors'
import { configurePasswords } from '../../../main/people'
import { faultOf, handedOut, own, password, Site } from './support'

beforeAll(() => configurePasswords({ N: 1024 }))
afterAll(() => configurePasswords())

const minute = 60_000
const hour = 60 * minute

describe('setting a store up', () => {
  it('makes the first administrator and the roles, once', async () => {
    const site = await Site.make()
    expect(site.core.needsSetup()).toBe(true)
    const token = await site.setup()
    expect(site.core.needsSetup()).toBe(false)
    const me = await site.call('session.me', {}, { token })
    expect(me).toMatchObject({ login: 'Chen.Li', role: 'administrator', mustChangePassword: false })
    expect(me.permissions).toContain('people.manage')
    const { rows } = await site.call('roles.list', {}, { token })
    expect(rows.map(role => role.key)).toEqual([
      'administrator',
      'lead',
      'engineer',
      'lab',
      'auditor',
      'reader'
    ])
    await faultOf('contract.setupOnly', site.setup())
  })

  it('two at once make one', async () => {
    const site = await Site.make()
    const both = await Promise.allSettled([site.setup(), site.setup()])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is for whoever started the process, with a password worth the name', async () => {
    const site = await Site.make()
    const input = { login: 'chen', name: 'Chen', password: 'Password2026!' }
    await faultOf('contract.localOnly', site.call('people.setup', input))
    const weak = await faultOf('people.weakPassword', site.call('people.setup', input, { local: true }))
    expect(weak.details).toEqual({ minLength: 12, reasons: ['common'] })
    expect(site.core.needsSetup()).toBe(true)
  })
})

describe('signing in', () => {
  it('takes the name in any case and gives a session that ends', async () => {
    const site = await Site.make()
    await site.setup()
    const { token, me } = await site.call('session.signIn', { login: ' chen.LI ', password })
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(me.name).toBe('Chen Li (example)')
    site.clock.ms += 12 * hour - 1
    expect((await site.call('session.me', {}, { token })).id).toBe(me.id)
    site.clock.ms += 1
    await faultOf('contract.signIn', site.call('session.me', {}, { token }))
  })

  it('survives a restart; the store holds neither token nor password', async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.restart()
    expect((await site.call('session.me', {}, { token })).login).toBe('Chen.Li')
    const kept = JSON.stringify([
      site.core.store.read.all('SELECT * FROM session'),
      site.core.store.read.all('SELECT * FROM user'),
      site.core.store.audit.query({ limit: 1000 }).rows
    ])
    expect(kept).not.toContain(token)
    expect(kept).not.toContain(password)
    const trail = JSON.stringify(site.core.store.audit.query({ limit: 1000 }).rows)
    expect(trail).not.toContain('scrypt$')
  })

  it('signing out ends that session alone', async () => {
    const site = await Site.make()
    const one = await site.setup()
    const { token: two } = await site.call('session.signIn', { login: 'chen.li', password })
    await site.call('session.signOut', {}, { token: two })
    await faultOf('contract.signIn', site.call('session.me', {}, { token: two }))
    await site.call('session.me', {}, { token: one })
  })

  it('an invented token is nobody', async () => {
    const site = await Site.make()
    await site.setup()
    for (const token of ['x', 'A'.repeat(43), "' OR 1=1 --", '\u0000'])
      await faultOf('contract.signIn', site.call('session.me', {}, { token }))
  })

  it('hashes anew once the cost has grown', async () => {
    const site = await Site.make()
    await site.setup()
    const kept = () => String(site.core.store.read.get('SELECT passwordHash FROM user')?.['passwordHash'])
    expect(kept()).toMatch(/^scrypt\$1024\$/)
    configurePasswords({ N: 2048 })
    try {
      await site.enter('chen.li', password)
      expect(kept()).toMatch(/^scrypt\$2048\$/)
      await site.enter('chen.li', password)
    } finally {
      configurePasswords({ N: 1024 })
    }
  })
})

describe('wrong passwords', () => {
  const wrong = (site: Site, login = 'chen.li', station = 'desk 1', local = false) =>
    site.call('session.signIn', { login, password: 'not this one' }, { station, local })

  it('four cost nothing, the fifth a minute, then 2, 4, 8, 15, over a restart', async () => {
    const site = await Site.make()
    await site.setup()
    for (let i = 0; i < 4; i++) await faultOf('people.badCredentials', wrong(site))
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      const fault = await faultOf('people.throttled', wrong(site))
      expect(fault.details).toMatchObject({ minutes })
      await site.restart()
      // The right password has to wait as well, from wherever it comes.
      await faultOf('people.throttled', site.call('session.signIn', { login: 'chen.li', password }))
      site.clock.ms += minutes * minute
    }
    const { token } = await site.call('session.signIn', { login: 'chen.li', password })
    expect(site.core.store.read.all('SELECT * FROM throttle')).toEqual([])
    const refused = site.core.store.audit.query({ action: 'session.refused', limit: 1000 }).rows
    expect(refused).toHaveLength(10)
    expect(refused[0]?.after).toMatchObject({ procedure: 'session.signIn', fails: 10 })
    expect(token).not.toBe('')
  })

  it('count for the account from every station, and for the station over all accounts', async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.addUser(token, 'wang')
    for (let i = 0; i < 4; i++) await faultOf('people.badCredentials', wrong(site, 'wang', `desk ${i + 2}`))
    await faultOf('people.throttled', wrong(site, 'wang', 'desk 9'))
    await faultOf('people.throttled', wrong(site, 'wang', 'desk 10'))
    expect((await site.user(token, 'wang')).lockedUntil).toBe('2026-03-02T08:01:00.000Z')
    const { notices } = await site.call('notices.list', {}, { token })
    expect(notices).toMatchObject([
      { kind: 'accountHeldUp', params: { name: 'wang (example)', station: 'desk 9' }, link: '/people/users' }
    ])

    for (const login of ['a', 'b', 'c', 'd'])
      await faultOf('people.badCredentials', wrong(site, login, 'spray'))
    await faultOf('people.badCredentials', wrong(site, 'e', 'spray'))
    await faultOf(
      'people.throttled',
      site.call('session.signIn', { login: 'chen.li', password }, { station: 'spray' })
    )
    await site.call('session.signIn', { login: 'chen.li', password }, { station: 'desk 1' })
  })

  it('a name nobody has is held up like one that somebody has, and is not written down', async () => {
    const site = await Site.make()
    await site.setup()
    const typed = 'nine-slippery-eels-typed-as-a-name'
    for (let i = 0; i < 4; i++) await faultOf('people.badCredentials', wrong(site, typed, `desk ${i + 2}`))
    await faultOf('people.throttled', wrong(site, typed, 'desk 9'))
    await faultOf('people.throttled', wrong(site, typed, 'desk 10'))
    const kept = JSON.stringify([
      site.core.store.read.all('SELECT * FROM throttle'),
      site.core.store.audit.query({ limit: 1000 }).rows
    ])
    expect(kept).not.toContain(typed)
  })

  it('thirty at once get five answers', async () => {
    const site = await Site.make()
    await site.setup()
    const key = (error: unknown) => (error instanceof FabError ? error.fault.key : String(error))
    const tries = Array.from({ length: 30 }, () => wrong(site).then(() => 'in', key))
    const keys = await Promise.all(tries)
    expect(keys.filter(key => key === 'people.badCredentials')).toHaveLength(4)
    expect(keys.filter(key => key === 'people.throttled')).toHaveLength(26)
    expect(site.core.store.read.get("SELECT fails FROM throttle WHERE key LIKE 'account:%'")).toEqual({
      fails: 5
    })
  })

  it('slips are forgiven at the right password; tries on others are not', async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.addUser(token, 'wang')
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 3; i++) await faultOf('people.badCredentials', wrong(site))
      await site.enter('chen.li', password)
    }
    for (let i = 0; i < 3; i++) await faultOf('people.badCredentials', wrong(site, 'wang'))
    await site.enter('chen.li', password)
    await faultOf('people.badCredentials', wrong(site, 'wang'))
    expect((await faultOf('people.throttled', wrong(site, 'wang'))).details).toMatchObject({ minutes: 1 })
  })

  it('strangers cannot keep the last administrator from the machine itself', async () => {
    const site = await Site.make()
    await site.setup()
    for (let i = 0; i < 4; i++) await faultOf('people.badCredentials', wrong(site, 'chen.li', `lan ${i}`))
    await faultOf('people.throttled', wrong(site, 'chen.li', 'lan 9'))
    await faultOf('people.throttled', site.call('session.signIn', { login: 'chen.li', password }))
    await site.call('session.signIn', { login: 'chen.li', password }, { local: true })
  })

  it('an administrator takes the hold-up off', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const { id } = await site.addUser(token, 'wang')
    for (let i = 0; i < 4; i++) await faultOf('people.badCredentials', wrong(site, 'wang', `desk ${i + 2}`))
    await faultOf('people.throttled', wrong(site, 'wang', 'desk 9'))
    const user = await site.call('people.unlockUser', { id }, { token })
    expect(user.lockedUntil).toBeNull()
    await site.call('session.signIn', { login: 'wang', password: handedOut })
  })
})

describe('the idle lock', () => {
  it("lets through nothing but unlocking, leaving and one's own name", async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.call('session.lock', {}, { token })
    await faultOf('contract.locked', site.call('people.users', {}, { token }))
    await faultOf(
      'contract.locked',
      site.call('session.changePassword', { current: password, next: own }, { token })
    )
    await site.restart()
    await faultOf('contract.locked', site.call('people.users', {}, { token }))
    await faultOf('people.badCredentials', site.call('session.unlock', { password: 'not this' }, { token }))
    await faultOf('contract.locked', site.call('people.users', {}, { token }))
    await site.call('session.unlock', { password }, { token })
    await site.call('people.users', {}, { token })
    await site.call('session.lock', {}, { token })
    await site.call('session.signOut', {}, { token })
    await faultOf('contract.signIn', site.call('session.me', {}, { token }))
  })

  it('counts wrong passwords like the front door', async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.call('session.lock', {}, { token })
    for (let i = 0; i < 4; i++)
      await faultOf('people.badCredentials', site.call('session.unlock', { password: 'not this' }, { token }))
    await faultOf('people.throttled', site.call('session.unlock', { password: 'not this' }, { token }))
    await faultOf('people.throttled', site.call('session.unlock', { password }, { token }))
    site.clock.ms += minute
    await site.call('session.unlock', { password }, { token })
  })
})

describe("one's own password", () => {
  it('is changed with the current one; other sessions of the account end', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const { token: other } = await site.call('session.signIn', { login: 'chen.li', password })
    const change = (current: string, next: string) =>
      site.call('session.changePassword', { current, next }, { token })
    await faultOf('people.badCredentials', change('not this one', own))
    expect((await faultOf('people.weakPassword', change(password, password))).details['reasons']).toEqual([
      'same'
    ])
    expect(
      (await faultOf('people.weakPassword', change(password, 'chen.li 123456'))).details['reasons']
    ).toContain('login')
    await change(password, own)
    await site.call('session.me', {}, { token })
    await faultOf('contract.signIn', site.call('session.me', {}, { token: other }))
    await faultOf('people.badCredentials', site.call('session.signIn', { login: 'chen.li', password }))
    await site.call('session.signIn', { login: 'chen.li', password: own })
  })

  it('handed out by somebody else, must be changed before anything', async () => {
    const site = await Site.make()
    const admin = await site.setup()
    await site.addUser(admin, 'wang', 'lead')
    const { token, me } = await site.call('session.signIn', { login: 'wang', password: handedOut })
    expect(me).toMatchObject({ mustChangePassword: true, permissions: [] })
    await faultOf('contract.forbidden', site.call('people.directory', {}, { token }))
    const after = await site.call('session.changePassword', { current: handedOut, next: own }, { token })
    expect(after.mustChangePassword).toBe(false)
    expect(after.permissions).toContain('cases.close')
    await site.call('people.directory', {}, { token })
  })

  it('grows old where the policy says so', async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.call(
      'people.setPolicy',
      { minLength: 14, idleMinutes: 5, sessionHours: 72, passwordDays: 1 },
      { token }
    )
    site.clock.ms += 24 * hour + 1
    const { token: next, me } = await site.call('session.signIn', { login: 'chen.li', password })
    expect(me).toMatchObject({ mustChangePassword: true, idleMinutes: 5 })
    await faultOf('contract.forbidden', site.call('people.users', {}, { token: next }))
    await site.call('session.changePassword', { current: password, next: own }, { token: next })
    await site.call('people.users', {}, { token: next })
  })
})

it('a clock that is set back ends sessions that began later instead of making them last', async () => {
  const site = await Site.make()
  const token = await site.setup()
  site.clock.ms -= minute
  expect((await site.call('session.me', {}, { token })).login).toBe('Chen.Li')
  site.clock.ms -= 365 * 24 * hour
  await expect(site.call('session.me', {}, { token })).rejects.toMatchObject({
    fault: { key: 'contract.signIn' }
  })
})
