import { FabError } from '@contract/errors'
import type { ProcedureName } from '@contract/index'
import { permissions, type Permission } from '@contract/permissions'
import type { Actor } from '../store/context'
import { systemActor, type Core } from './core'

/** Login and password of an administrator who answers for what the operating-system user does. */
export interface Credentials {
  readonly login: string
  readonly password: string
}

/**
 * Procedures that only look after the store's health. Whoever may read its folder could do as much by
 * hand, so the operating-system user needs nobody's word for them, and scripts can watch a store.
 */
const harmless: ReadonlySet<string> = new Set<ProcedureName>(['store.info', 'store.check', 'backup.list'])

/** These are for people: the operating-system user has no session, and must not be able to make one. */
const personal = /^session\./

interface Voucher {
  readonly token: string
  readonly login: string
}

/**
 * The operating-system user at work on an open store, as the command line is. Administrative commands
 * need an administrator's password once ({@link elevate}); while the store has no users there is nobody
 * to ask. One per connection; `close` ends what `elevate` began.
 */
export class SystemUser {
  readonly #core: Core
  #voucher: Voucher | null = null

  constructor(core: Core) {
    this.#core = core
  }

  /**
   * An administrator answers for this user until `close`. Wrong passwords count, are audited and are
   * held up like those of any sign-in.
   * FabError people.badCredentials, people.throttled, people.disabled, people.passwordDue,
   * contract.forbidden when the person is no administrator.
   */
  async elevate({ login, password }: Credentials): Promise<void> {
    await this.close()
    const { station } = systemActor(false)
    const caller = { token: null, station, local: true }
    const answer = await this.#core.call(caller, 'session.signIn', { login, password, station })
    const { token, me } = answer as {
      token: string
      me: { login: string; role: string; mustChangePassword: boolean }
    }
    this.#voucher = { token, login: me.login }
    if (me.role === 'administrator' && !me.mustChangePassword) return
    await this.close()
    if (me.mustChangePassword) throw new FabError('people.passwordDue', { login: me.login })
    throw new FabError('contract.forbidden', { needs: 'people.manage' })
  }

  /** Any procedure of an open store, as the operating-system user. Throws FabError. */
  async call(name: string, input: unknown): Promise<unknown> {
    if (personal.test(name)) throw new FabError('contract.forbidden', { needs: 'signedIn' })
    const answer = await this.#core.callAs(this.#actor(name), name, input)
    if (name !== 'people.setup') return answer
    // The first administrator is signed in by making the account; nobody here wants that session.
    const { token, ...rest } = answer as { readonly token: string }
    await this.#signOut(token)
    return { ...rest, token: '' }
  }

  /** Ends the administrator's session. */
  async close(): Promise<void> {
    const voucher = this.#voucher
    this.#voucher = null
    if (voucher !== null) await this.#signOut(voucher.token)
  }

  #actor(name: string): Actor {
    const plain = systemActor(false)
    const also = (more: Iterable<Permission>): Actor => ({
      ...plain,
      permissions: new Set([...plain.permissions, ...more])
    })
    if (this.#core.needsSetup()) return also(permissions)
    if (this.#voucher !== null) {
      const { token, login } = this.#voucher
      // Asked every time: the account may have been disabled or the session ended meanwhile.
      const person = this.#core.actorOf({ token, station: plain.station, local: true })
      if (!person.known) throw new FabError('contract.signIn', {})
      return { ...also(person.permissions), name: `${plain.name} (${login})` }
    }
    return harmless.has(name) ? also(['store.manage']) : plain
  }

  async #signOut(token: string): Promise<void> {
    const { station } = systemActor(false)
    // A session that is over already, or a store that is being closed, needs no signing out.
    await this.#core.call({ token, station, local: true }, 'session.signOut', {}).catch((error: unknown) => {
      if (!(error instanceof FabError)) throw error
    })
  }
}
