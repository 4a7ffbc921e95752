import { FabError } from '@contract/errors'
import type { Me } from '@contract/session'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure, Loading } from '../../ui/faces'
import { call, core, keyOf, onToken, setToken, token, useQueryOf } from '../client/index'
import { handOvers } from '../handover/index'
import { MeContext } from '../me'
import { Boundary } from './Boundary'
import { ChangePassword } from './ChangePassword'
import css from './entry.module.css'
import { Frame } from './Frame'
import { Lock } from './Lock'
import { useCover } from './Popups'
import { remember, SessionContext, type SessionActs } from './session'
import { SignIn } from './SignIn'
import { useIdle } from './useIdle'
import { Welcome } from './Welcome'
import { Wizard } from './Wizard'

const lockKey = 'fabcase.locked'

/** How long files may still be handed over under the cover, in ms. */
const longestHandOver = 30 * 60_000

const after = (ms: number): Promise<void> =>
  new Promise(done => {
    setTimeout(done, ms)
  })

/**
 * Decides what may be seen: no store open, a store without people, nobody signed in, a password that
 * must change, a locked screen, or the application.
 */
export function Gate({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const bearer = useSyncExternalStore(onToken, token)
  const state = useQueryOf('stores.state', {}, { topics: ['store', 'session'] })
  const open = state.data?.open ?? null
  const ready = open !== null && !open.needsSetup && bearer !== null
  const who = useQueryOf('session.me', {}, { enabled: ready, topics: ['people', 'session'] })

  useEffect(() => {
    core().signedIn()
  }, [bearer])

  // A token that the store no longer knows is as good as none.
  const refused = who.error?.fault.code === 'SignIn'
  useEffect(() => {
    if (refused) setToken(null)
  }, [refused])

  const whoId = who.data?.id
  useEffect(() => {
    if (bearer !== null && whoId !== undefined) handOvers.enter(whoId)
  }, [bearer, whoId])

  const entered = (next: string, me: Me): void => {
    client.removeQueries({ predicate: query => query.queryKey[0] !== 'stores.state' })
    client.setQueryData(keyOf('session.me', {}), me)
    // People of a demo are offered by the demo itself, and nowhere else.
    if (open?.demo === null) remember({ login: me.login, name: me.name })
    sessionStorage.removeItem(lockKey)
    setToken(next)
    void client.invalidateQueries({ queryKey: ['stores.state'] })
  }

  if (state.data === undefined) {
    if (state.error === null) return <Frame plain>{<Loading rows={3} />}</Frame>
    return (
      <Frame>
        <Failure error={state.error} retry={() => void state.refetch()} />
      </Frame>
    )
  }
  if (open === null) return <Welcome mayOpen={state.data.mayOpen} version={state.data.version} />
  if (open.needsSetup) return <Wizard store={open.name} onDone={entered} />
  if (bearer === null) return <SignIn store={open.name} mayClose={state.data.mayOpen} onDone={entered} />
  if (who.data === undefined) {
    if (who.error === null || refused) return <Frame plain>{<Loading rows={3} />}</Frame>
    return (
      <Frame>
        <Failure error={who.error} retry={() => void who.refetch()} />
        <LeaveButton />
      </Frame>
    )
  }
  if (who.data.mustChangePassword) return <ChangePassword must />
  return (
    <Inside key={who.data.id} me={who.data} store={open.name} onEntered={entered}>
      {children}
    </Inside>
  )
}

function LeaveButton() {
  const { t } = useTranslation('app')
  return (
    <Button
      variant="subtle"
      onClick={() => {
        setToken(null)
      }}
    >
      {t('user.signOut')}
    </Button>
  )
}

interface InsideProps {
  readonly me: Me
  readonly store: string
  readonly onEntered: (token: string, me: Me) => void
  readonly children: ReactNode
}

/** The application of one person, under a lock when they are away. */
function Inside({ me, store, onEntered, children }: InsideProps) {
  const [locked, setLocked] = useState(() => sessionStorage.getItem(lockKey) === me.id)
  const [switching, setSwitching] = useState(false)
  const client = useQueryClient()
  const cover = useCallback(() => {
    sessionStorage.setItem(lockKey, me.id)
    setLocked(true)
  }, [me.id])
  const tellCore = useCallback(async () => {
    // Files that somebody dropped before walking away are still handed over, in bounded time.
    await Promise.race([handOvers.settled(), after(longestHandOver)])
    // From now on the core answers this session nothing but unlocking, whatever is done to the page.
    if (sessionStorage.getItem(lockKey) === me.id) await call('session.lock', {}).catch(() => undefined)
  }, [me.id])
  const acts = useMemo<SessionActs>(
    () => ({
      signOut() {
        // The window leaves at once, whether or not the core can be told.
        void call('session.signOut', {}).catch(() => undefined)
        setToken(null)
      },
      switchUser() {
        setSwitching(true)
      },
      lock() {
        cover()
        void tellCore()
      }
    }),
    [cover, tellCore]
  )
  // A page that was loaded again under its cover hands nothing over any more.
  useEffect(() => {
    void tellCore()
  }, [tellCore])
  // Another tab of this session was locked, or this one began while it was.
  useEffect(
    () =>
      client.getQueryCache().subscribe(event => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        const error: unknown = event.action.error
        if (error instanceof FabError && error.fault.key === 'contract.locked') cover()
      }),
    [client, cover]
  )
  useIdle(me.idleMinutes, acts.lock)
  const covered = locked || switching
  useCover(covered)
  return (
    <MeContext value={me}>
      <SessionContext value={acts}>
        {/* The screens stay mounted under the cover, so that drafts and jobs go on. */}
        <div className={css.inside} inert={covered} data-covered={covered || undefined}>
          <Boundary>{children}</Boundary>
        </div>
        {switching && (
          <SignIn
            store={store}
            onDone={(next, entrant) => {
              // The same person again finds the screens as they were left.
              setSwitching(false)
              setLocked(false)
              onEntered(next, entrant)
            }}
            onCancel={() => {
              setSwitching(false)
            }}
          />
        )}
        {locked && !switching && (
          <Lock
            me={me}
            onUnlocked={() => {
              sessionStorage.removeItem(lockKey)
              setLocked(false)
              handOvers.enter(me.id)
              // What was asked while nothing was answered is asked again.
              void client.invalidateQueries()
            }}
            onSwitch={acts.switchUser}
          />
        )}
      </SessionContext>
    </MeContext>
  )
}
