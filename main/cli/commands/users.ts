import { FabError } from '@contract/errors'
import type { User } from '@contract/people'
import { type StoreClient, withStore } from '../client'
import { exits, type Run, UsageError } from '../run'
import { type AdminOptions, asAdministrator, Secrets } from '../secrets'
import { pairLines } from '../table'

/** Options of `user add`. */
export interface UserAddOptions extends AdminOptions {
  readonly name?: string
  readonly role?: string
  readonly email?: string
  readonly department?: string
}

type Made = Pick<User, 'id' | 'login' | 'name'> & {
  readonly role: string
  readonly mustChangePassword: boolean
}

async function first(run: Run, client: StoreClient, login: string, options: UserAddOptions): Promise<Made> {
  if (options.role !== undefined && options.role !== 'administrator')
    throw new UsageError(run.text('say.firstIsAdministrator'))
  const secrets = new Secrets(run, options.passwordStdin === true)
  const password = await secrets.newPassword(run.text('ask.newPasswordOf', { login }))
  const { me } = await client.call('people.setup', { login, name: options.name ?? login, password })
  return { id: me.id, login: me.login, name: me.name, role: me.role, mustChangePassword: false }
}

async function another(run: Run, client: StoreClient, login: string, options: UserAddOptions): Promise<Made> {
  const wanted = options.role ?? 'engineer'
  const { rows: roles } = await client.call('roles.list', { limit: 1000 })
  const role = roles.find(one => one.key === wanted || one.name === wanted)
  if (role === undefined)
    throw new UsageError(
      run.text('say.noRole', { name: wanted, known: roles.map(r => r.key || r.name).join(', ') })
    )
  let departmentId: string | null = null
  if (options.department !== undefined) {
    const { rows } = await client.call('departments.list', { limit: 1000 })
    const found = rows.find(one => one.name === options.department || one.code === options.department)
    if (found === undefined)
      throw new FabError('record.notFound', { entity: 'department', id: options.department })
    departmentId = found.id
  }
  const secrets = new Secrets(run, options.passwordStdin === true)
  await asAdministrator(run, client, secrets, options)
  const made = await client.call('people.addUser', {
    login,
    password: await secrets.newPassword(run.text('ask.newPasswordOf', { login })),
    name: options.name ?? login,
    email: options.email ?? '',
    roleId: role.id,
    departmentId
  })
  const { id, name, mustChangePassword } = made
  return { id, login: made.login, name, role: role.key || role.name, mustChangePassword }
}

/** `user add <store> <login>`: the first one is the administrator; later ones need an administrator. */
export async function userAdd(
  run: Run,
  store: string,
  login: string,
  options: UserAddOptions
): Promise<number> {
  const made = await withStore(run, store, client =>
    client.needsSetup ? first(run, client, login, options) : another(run, client, login, options)
  )
  await run.answer(made, () => [
    ...pairLines([
      [run.text('user.login'), made.login],
      [run.text('user.name'), made.name],
      [run.text('user.role'), made.role]
    ]),
    ...(made.mustChangePassword ? [run.text('user.mustChange')] : [])
  ])
  return exits.ok
}

async function changeUser(
  run: Run,
  store: string,
  login: string,
  options: AdminOptions,
  change: (client: StoreClient, user: User) => Promise<User>
): Promise<number> {
  const changed = await withStore(run, store, async client => {
    if (client.needsSetup) throw new FabError('record.notFound', { entity: 'user', id: login })
    await asAdministrator(run, client, new Secrets(run, options.passwordStdin === true), options)
    const { users } = await client.call('people.users', {})
    const key = (text: string) => text.trim().normalize('NFKC').toLowerCase()
    const user = users.find(one => key(one.login) === key(login))
    if (user === undefined) throw new FabError('record.notFound', { entity: 'user', id: login })
    return change(client, user)
  })
  await run.answer(changed, () =>
    pairLines([
      [run.text('user.login'), changed.login],
      [run.text('user.name'), changed.name],
      [run.text('user.state'), run.text(`user.${changed.state}`)]
    ])
  )
  return exits.ok
}

/** `user disable <store> <login>`: they can no longer sign in; what they did stays readable. */
export function userDisable(run: Run, store: string, login: string, options: AdminOptions): Promise<number> {
  return changeUser(run, store, login, options, (client, { id, version }) =>
    client.call('people.disableUser', { id, version })
  )
}

/** `user unlock <store> <login>`: forgive the wrong passwords. */
export function userUnlock(run: Run, store: string, login: string, options: AdminOptions): Promise<number> {
  return changeUser(run, store, login, options, (client, { id }) => client.call('people.unlockUser', { id }))
}
