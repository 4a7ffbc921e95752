import { FabError } from '@contract/errors'
import type { ProcedureName } from '@contract/index'
import type { Me } from '@contract/session'
import type { CommandContext, Handlers, PreparedCommand, QueryContext } from '../../store/context'
import { prepared } from '../../store/context'
import type { ReadSql } from '../../store/types'
import { type Attempt, attemptOf, countFailure, countSuccess, waitFor } from './attempts'
import { hashPassword, verifyPassword } from '../passwords'
import { readPolicy } from '../policy'
import { activeAdministrators, isLastAdministrator } from './rules'
import { endSession, endSessions, lockSession, signedIn, startSession } from './sessions'
import { beginsHoldUp, remainingMs, waitDetails } from '../throttle'
import { findByLogin, findUser, loginKey, mustChange, toMe, type UserRow } from './users'
import { requireGoodPassword } from '../weak'

/** What was found out about a password before the transaction began. */
interface Checked {
  readonly attempt: Attempt
  readonly userId: string | null
  readonly ok: boolean
  /** Date of the password that was compared: another one since then means it was not this one. */
  readonly changedAt: string | null
  /** The password under today's cost, where the kept hash has less. */
  readonly renewed: string | null
}

/** FabError people.throttled, with the minutes. */
function refuseWhileHeldUp(
  ctx: QueryContext,
  db: ReadSql,
  attempt: Attempt,
  user: UserRow | undefined
): void {
  // Strangers on the network could hold the last administrator up for ever; at the machine itself
  // only the station's own failures count for that account.
  const spare = ctx.actor.local && user !== undefined && isLastAdministrator(db, user)
  const wait = waitFor(db, attempt, ctx.clock.now(), spare)
  if (wait > 0) throw new FabError('people.throttled', waitDetails(wait))
}

async function check(
  ctx: QueryContext,
  user: UserRow | undefined,
  login: string,
  password: string
): Promise<Checked> {
  const attempt = attemptOf(user?.id ?? null, login, ctx.actor.station)
  refuseWhileHeldUp(ctx, ctx.db, attempt, user)
  const { ok, outdated } = await verifyPassword(password, user?.passwordHash ?? null)
  const renewed = outdated ? await hashPassword(password) : null
  return { attempt, userId: user?.id ?? null, ok, changedAt: user?.passwordChangedAt ?? null, renewed }
}

/**
 * Counts a checked password. Null after a wrong one: it is counted and audited in this transaction, and
 * the caller is told once that is committed.
 */
function settle(ctx: CommandContext, procedure: ProcedureName, checked: Checked): UserRow | null {
  const user = checked.userId === null ? undefined : findUser(ctx.sql, checked.userId)
  // Tries that ran side by side were all checked before the first was counted.
  refuseWhileHeldUp(ctx, ctx.sql, checked.attempt, user)
  const now = ctx.clock.now()
  if (user !== undefined && checked.ok && user.passwordChangedAt === checked.changedAt) {
    countSuccess(ctx.sql, checked.attempt, now)
    if (checked.renewed !== null)
      ctx.sql.run('UPDATE user SET passwordHash = ? WHERE id = ?', [checked.renewed, user.id])
    return user
  }
  const tally = countFailure(ctx.sql, checked.attempt, now)
  ctx.note({
    action: 'session.refused',
    entity: 'user',
    // What was typed stays out of the trail: it may have been the password.
    entityId: user?.id ?? 'unknown',
    after: { name: user?.name ?? null, procedure, fails: tally.fails, heldUpUntil: tally.until }
  })
  if (user !== undefined) {
    ctx.emit('user', user.id)
    if (beginsHoldUp(tally)) tellAdministrators(ctx, user)
  }
  const wait = remainingMs(tally, now)
  ctx.failAfterCommit(
    wait > 0 ? new FabError('people.throttled', waitDetails(wait)) : new FabError('people.badCredentials')
  )
  return null
}

/** Whoever may take the hold-up off, or ask who was at that station, hears of it at once. */
function tellAdministrators(ctx: CommandContext, user: UserRow): void {
  for (const id of activeAdministrators(ctx.sql))
    ctx.notify(id, 'accountHeldUp', { name: user.name, station: ctx.actor.station }, '/people/users')
}

/** Never sent: what a refused command returns beside its error. */
const refusedMe: Me = {
  id: 'nobody',
  login: '',
  name: '',
  role: '',
  permissions: [],
  departmentId: null,
  mustChangePassword: false,
  idleMinutes: 0
}

const signIn: PreparedCommand<'session.signIn', Checked> = {
  prepare: (ctx, input) =>
    check(ctx, findByLogin(ctx.db, input.login), loginKey(input.login), input.password),
  run(ctx, input, checked) {
    const user = settle(ctx, 'session.signIn', checked)
    if (user === null) return { token: '', me: refusedMe }
    const station = input.station === '' ? ctx.actor.station : input.station
    if (user.state !== 'active') {
      // Only who knows the password learns that the account exists and is disabled.
      ctx.note({ action: 'session.refused', entity: 'user', entityId: user.id, after: { state: user.state } })
      ctx.failAfterCommit(new FabError('people.disabled'))
      return { token: '', me: refusedMe }
    }
    ctx.sql.run('UPDATE user SET lastSignInAt = ? WHERE id = ?', [ctx.now, user.id])
    const token = startSession(ctx.sql, user.id, station, ctx.now)
    ctx.note({
      actor: { id: user.id, name: user.name },
      entity: 'user',
      entityId: user.id,
      after: { name: user.name, station, mustChangePassword: mustChange(ctx.sql, user, ctx.clock.now()) }
    })
    ctx.emit('user', user.id)
    return { token, me: toMe(ctx.sql, user, ctx.clock.now()) }
  }
}

const unlock: PreparedCommand<'session.unlock', Checked> = {
  prepare(ctx, input) {
    const { user } = signedIn(ctx, ctx.db)
    return check(ctx, user, user.loginKey, input.password)
  },
  run(ctx, _input, checked) {
    const { session } = signedIn(ctx, ctx.sql)
    const user = settle(ctx, 'session.unlock', checked)
    if (user === null) return refusedMe
    lockSession(ctx.sql, session, false)
    ctx.note({ entity: 'user', entityId: user.id })
    return toMe(ctx.sql, user, ctx.clock.now())
  }
}

const changePassword: PreparedCommand<'session.changePassword', Checked & { readonly hash: string | null }> =
  {
    async prepare(ctx, input) {
      const { user } = signedIn(ctx, ctx.db)
      const checked = await check(ctx, user, user.loginKey, input.current)
      if (!checked.ok) return { ...checked, hash: null }
      requireGoodPassword(input.next, readPolicy(ctx.db), user, input.current)
      return { ...checked, hash: await hashPassword(input.next) }
    },
    run(ctx, _input, checked) {
      const { session } = signedIn(ctx, ctx.sql)
      const user = settle(ctx, 'session.changePassword', checked)
      if (user === null || checked.hash === null) return refusedMe
      ctx.sql.run(
        `UPDATE user SET passwordHash = ?, passwordChangedAt = ?, mustChangePassword = 0, version = version + 1,
         updatedAt = ?, updatedBy = ? WHERE id = ?`,
        [checked.hash, ctx.now, ctx.now, ctx.actor.name, user.id]
      )
      // Whoever else sits at a session of this account knew the old password only.
      endSessions(ctx.sql, user.id, session)
      ctx.note({ entity: 'user', entityId: user.id })
      ctx.emit('user', user.id)
      return toMe(ctx.sql, signedIn(ctx, ctx.sql).user, ctx.clock.now())
    }
  }

/** Signing in and out, the idle lock and one's own password. */
export const sessionHandlers: Handlers<Extract<ProcedureName, `session.${string}`>> = {
  'session.signIn': prepared(signIn),
  'session.unlock': prepared(unlock),
  'session.changePassword': prepared(changePassword),
  'session.me': ctx => toMe(ctx.db, signedIn(ctx, ctx.db).user, ctx.clock.now()),
  'session.signOut': ctx => {
    const { user, session } = signedIn(ctx, ctx.sql)
    endSession(ctx.sql, session)
    ctx.note({ entity: 'user', entityId: user.id })
    return {}
  },
  'session.lock': ctx => {
    const { user, session } = signedIn(ctx, ctx.sql)
    lockSession(ctx.sql, session, true)
    ctx.note({ entity: 'user', entityId: user.id })
    return {}
  }
}
