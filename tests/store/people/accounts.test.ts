import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtInRoles } from '@contract/permissions'
import { systemActor } from '../../../main/core/core'
import { configurePasswords, directoryName } from '../../../main/people'
import { faultOf, handedOut, own, password, Site } from './support'

beforeAll(() => configurePasswords({ N: 1024 }))
afterAll(() => configurePasswords())

const at = ({ id, version }: { readonly id: string; readonly version: number }) => ({ id, version })

describe('users', () => {
  it('are added with a password to be changed, found, and named', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const made = await site.addUser(token, 'Wang.Min')
    expect(made).toMatchObject({ state: 'active', mustChangePassword: true, lastSignInAt: null, version: 1 })
    expect(directoryName(site.core.store.read, made.id)).toBe('Wang.Min (example)')
    expect(site.core.store.search({ text: 'wang' }).groups.map(g => [g.kind, g.hits[0]?.id])).toEqual([
      ['person', made.id]
    ])
    const { people } = await site.call('people.directory', {}, { token })
    expect(people.map(p => p.login)).toEqual(['Chen.Li', 'Wang.Min'])
    await faultOf('people.loginTaken', site.addUser(token, 'WANG.min'))
    await faultOf('record.notFound', site.addUser(token, 'other', 'nosuch'))
  })

  it('are changed against a version; a conflict shows what is there now', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const made = await site.addUser(token, 'wang')
    const { id: departmentId } = await site.call('departments.add', { name: 'FA lab', code: 'FA' }, { token })
    const next = await site.call(
      'people.updateUser',
      { ...at(made), patch: { name: 'Wang M.', departmentId } },
      { token }
    )
    expect(next).toMatchObject({ version: 2, name: 'Wang M.', departmentId })
    const fault = await faultOf(
      'record.conflict',
      site.call('people.updateUser', { ...at(made), patch: { name: 'Other' } }, { token })
    )
    expect(fault.details).toMatchObject({ entity: 'user', current: { name: 'Wang M.', version: 2 } })
    expect(JSON.stringify(fault)).not.toContain('scrypt')
    const [row] = site.core.store.audit.query({ action: 'people.updateUser' }).rows
    expect(row).toMatchObject({
      entityId: made.id,
      before: { name: 'wang (example)', departmentId: null },
      after: { name: 'Wang M.', departmentId }
    })
    await faultOf(
      'record.inUse',
      site.call('departments.remove', { id: departmentId, version: 1 }, { token })
    )
    await faultOf(
      'record.notFound',
      site.call('people.updateUser', { ...at(next), patch: { departmentId: 'nosuch' } }, { token })
    )
  })

  it('who never signed in may be removed, who did only disabled', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const ghost = await site.addUser(token, 'ghost')
    await site.call('people.removeUser', at(ghost), { token })
    await faultOf('record.notFound', site.call('people.removeUser', at(ghost), { token }))
    expect(site.core.store.search({ text: 'ghost' }).total).toBe(0)
    await site.addUser(token, 'ghost')

    await site.addUser(token, 'wang')
    await site.enter('wang')
    const used = await site.user(token, 'wang')
    await faultOf('people.used', site.call('people.removeUser', at(used), { token }))
    const off = await site.call('people.disableUser', at(used), { token })
    expect(off.state).toBe('disabled')
  })

  it('named by a record, cannot be removed though never used', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const wang = await site.addUser(token, 'wang')
    await site.call('tasks.add', { title: 'Count the reels', ownerId: wang.id, caseId: null }, { token })
    await faultOf('record.inUse', site.call('people.removeUser', at(wang), { token }))
    await site.call('people.disableUser', at(wang), { token })
  })

  it('disabled: sessions end at once, the right password says why, the wrong one does not', async () => {
    const site = await Site.make()
    const admin = await site.setup()
    await site.addUser(admin, 'wang')
    const token = await site.enter('wang')
    await site.call('people.directory', {}, { token })
    const off = await site.call('people.disableUser', at(await site.user(admin, 'wang')), { token: admin })
    await faultOf('contract.signIn', site.call('people.directory', {}, { token }))
    await faultOf('people.disabled', site.call('session.signIn', { login: 'wang', password: own }))
    await faultOf(
      'people.badCredentials',
      site.call('session.signIn', { login: 'wang', password: handedOut })
    )
    await site.call('people.enableUser', at(off), { token: admin })
    await faultOf('contract.signIn', site.call('people.directory', {}, { token }))
    await site.call('session.signIn', { login: 'wang', password: own })
  })

  it('with a reset password: sessions end, the new one must be changed', async () => {
    const site = await Site.make()
    const admin = await site.setup()
    await site.addUser(admin, 'wang')
    const token = await site.enter('wang')
    const user = await site.user(admin, 'wang')
    await faultOf(
      'people.weakPassword',
      site.call('people.resetPassword', { ...at(user), password: 'wang wang wang' }, { token: admin })
    )
    await site.call('people.resetPassword', { ...at(user), password: handedOut }, { token: admin })
    await faultOf('contract.signIn', site.call('session.me', {}, { token }))
    const { me } = await site.call('session.signIn', { login: 'wang', password: handedOut })
    expect(me.mustChangePassword).toBe(true)
    expect(site.core.store.audit.query({ action: 'people.resetPassword' }).rows[0]).toMatchObject({
      entityId: user.id,
      after: { mustChangePassword: true }
    })
  })
})

describe('administrators', () => {
  it('the last active one stays', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const chen = await site.user(token, 'Chen.Li')
    const os = systemActor(true)
    const asSystem = (name: string, input: unknown) => site.core.callAs(os, name, input)
    await faultOf('people.lastAdministrator', asSystem('people.disableUser', at(chen)))
    await faultOf(
      'people.lastAdministrator',
      asSystem('people.updateUser', { ...at(chen), patch: { roleId: 'role_reader' } })
    )
    // A disabled administrator does not count.
    const second = await site.addUser(token, 'zhao', 'administrator')
    const off = await site.call('people.disableUser', at(second), { token })
    await faultOf('people.lastAdministrator', asSystem('people.disableUser', at(chen)))
    await site.call('people.enableUser', at(off), { token })
    await asSystem('people.disableUser', at(chen))
    const zhao = await site.enter('zhao')
    const last = at(await site.user(zhao, 'zhao'))
    await faultOf('people.lastAdministrator', site.call('people.disableUser', last, { token: zhao }))
  })

  it('a never-used last administrator cannot be removed either', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const second = await site.addUser(token, 'zhao', 'administrator')
    await site.core.callAs(systemActor(true), 'people.disableUser', at(await site.user(token, 'Chen.Li')))
    await faultOf(
      'people.lastAdministrator',
      site.core.callAs(systemActor(true), 'people.removeUser', at(second))
    )
  })

  it('nobody changes their own role, disables or resets themselves', async () => {
    const site = await Site.make()
    const token = await site.setup()
    await site.addUser(token, 'zhao', 'administrator')
    const chen = at(await site.user(token, 'Chen.Li'))
    await faultOf(
      'people.ownAccount',
      site.call('people.updateUser', { ...chen, patch: { roleId: 'role_lead' } }, { token })
    )
    await faultOf('people.ownAccount', site.call('people.disableUser', chen, { token }))
    await faultOf(
      'people.ownAccount',
      site.call('people.resetPassword', { ...chen, password: own }, { token })
    )
    await site.call(
      'people.updateUser',
      { ...chen, patch: { name: 'Chen L.', roleId: 'role_administrator' } },
      { token }
    )
  })

  it('who may manage people but less than others cannot reach above themselves', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const clerk = await site.call(
      'roles.add',
      { name: 'People clerk', key: '', permissions: ['records.read', 'people.manage'] },
      { token }
    )
    const made = await site.addUser(token, 'clerk', 'reader')
    await site.call('people.updateUser', { ...at(made), patch: { roleId: clerk.id } }, { token })
    const mine = { token: await site.enter('clerk') }
    const chen = at(await site.user(token, 'Chen.Li'))
    const fault = await faultOf('people.beyondRights', site.addUser(mine.token, 'puppet', 'administrator'))
    expect(fault.details['permissions']).toContain('store.manage')
    await faultOf('people.beyondRights', site.call('people.resetPassword', { ...chen, password: own }, mine))
    const reader = await site.addUser(mine.token, 'pal', 'reader')
    await faultOf(
      'people.beyondRights',
      site.call('people.updateUser', { ...at(reader), patch: { roleId: 'role_lead' } }, mine)
    )
    await faultOf(
      'people.beyondRights',
      site.call(
        'roles.update',
        { id: clerk.id, version: 1, patch: { permissions: ['people.manage', 'store.manage'] } },
        mine
      )
    )
    await faultOf(
      'people.beyondRights',
      site.call('roles.add', { name: 'Back door', key: '', permissions: ['store.manage'] }, mine)
    )
  })
})

describe('roles', () => {
  it('are made, changed and removed; what they allow holds at once', async () => {
    const site = await Site.make()
    const admin = await site.setup()
    await site.addUser(admin, 'wang', 'reader')
    const token = await site.enter('wang')
    await faultOf('contract.forbidden', site.call('people.users', {}, { token }))
    const role = await site.call('roles.get', { id: 'role_reader' }, { token: admin })
    const patch = { permissions: ['records.read', 'people.manage'] as const }
    await site.call(
      'roles.update',
      { id: role.id, version: role.version, patch: { permissions: [...patch.permissions], name: 'Renamed' } },
      { token: admin }
    )
    await site.call('people.users', {}, { token })
    expect((await site.call('roles.get', { id: role.id }, { token: admin })).name).toBe('Reader')
    await faultOf('record.inUse', site.call('roles.remove', { id: role.id, version: 2 }, { token: admin }))
    await faultOf(
      'record.duplicate',
      site.call('roles.add', { name: 'auditor', key: '', permissions: [] }, { token: admin })
    )
    const fresh = await site.call(
      'roles.add',
      { name: 'Night shift', key: 'administrator', permissions: [] },
      { token: admin }
    )
    expect(fresh.key).toBe('')
    await site.call('roles.remove', at(fresh), { token: admin })
  })

  it('the administrator role stays and keeps people.manage', async () => {
    const site = await Site.make()
    const token = await site.setup()
    const role = await site.call('roles.get', { id: 'role_administrator' }, { token })
    await faultOf(
      'people.administratorRole',
      site.call('roles.update', { ...at(role), patch: { permissions: ['records.read'] } }, { token })
    )
    await faultOf('people.administratorRole', site.call('roles.remove', at(role), { token }))
    const less = builtInRoles.administrator.filter(p => p !== 'audit.read')
    const next = await site.call('roles.update', { ...at(role), patch: { permissions: less } }, { token })
    await faultOf('contract.forbidden', site.call('audit.list', {}, { token }))
    await site.call(
      'roles.update',
      { ...at(next), patch: { permissions: [...builtInRoles.administrator] } },
      { token }
    )
    await site.call('audit.list', {}, { token })
  })
})

describe('the policy', () => {
  it('holds from the moment it is set, for running sessions too', async () => {
    const site = await Site.make()
    const token = await site.setup()
    expect(await site.call('people.policy', {}, { token })).toEqual({
      minLength: 12,
      idleMinutes: 15,
      sessionHours: 12,
      passwordDays: 0
    })
    const strict = { minLength: 24, idleMinutes: 0, sessionHours: 1, passwordDays: 90 }
    await site.call('people.setPolicy', strict, { token })
    await site.restart()
    expect(await site.call('people.policy', {}, { token })).toEqual(strict)
    const fault = await faultOf('people.weakPassword', site.addUser(token, 'wang'))
    expect(fault.details).toEqual({ minLength: 24, reasons: ['short'] })
    site.clock.ms += 3_600_000
    await faultOf('contract.signIn', site.call('session.me', {}, { token }))
    await site.call('session.signIn', { login: 'chen.li', password })
    expect(site.core.store.audit.query({ action: 'people.setPolicy' }).rows[0]).toMatchObject({
      before: { minLength: 12 },
      after: strict
    })
    expect((await site.core.store.audit.verify()).ok).toBe(true)
  })
})
