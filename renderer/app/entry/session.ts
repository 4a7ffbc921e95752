import { createContext, useContext } from 'react'

/** What the person can do about their session from anywhere. */
export interface SessionActs {
  readonly signOut: () => void
  /** Someone else signs in on this workstation; the present session ends only when they do. */
  readonly switchUser: () => void
  /** Cover the screen until the same person's password. */
  readonly lock: () => void
}

/** Provided by the gate. */
export const SessionContext = createContext<SessionActs | null>(null)

/** `const { lock } = useSession()`. Only inside the shell. */
export function useSession(): SessionActs {
  const acts = useContext(SessionContext)
  if (acts === null) throw new Error('useSession outside the gate')
  return acts
}

const rosterKey = 'fabcase.roster'

/** Who signed in on this workstation lately, for fast switching: sign-in names and names, nothing else. */
export interface RosterEntry {
  readonly login: string
  readonly name: string
}

/** The last six people of this workstation, the latest first. */
export function roster(): readonly RosterEntry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(rosterKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isEntry) : []
  } catch {
    return []
  }
}

/** Put a person on top of the roster. */
export function remember(entry: RosterEntry): void {
  const next = [entry, ...roster().filter(other => other.login !== entry.login)].slice(0, 6)
  localStorage.setItem(rosterKey, JSON.stringify(next))
}

function isEntry(value: unknown): value is RosterEntry {
  return typeof value === 'object' && value !== null && 'login' in value && 'name' in value
}

/** How this workstation is named in the list of sessions. */
export function station(): string {
  return `${window.fabcase === undefined ? 'browser' : 'desktop'} ${navigator.platform}`.slice(0, 100)
}
