import { randomBytes } from 'node:crypto'

/** What a ticket gives out. */
export interface TicketFile {
  readonly sha256: string
  readonly name: string
  readonly bytes: number
}

const lifeMs = 60_000

interface Entry {
  readonly file: TicketFile
  readonly until: number
  readonly session: string | null
}

/**
 * One-time names for downloads: a link cannot carry a bearer token.
 * @param stands whether a session, by the hash of its token, is signed in and not locked
 */
export class Tickets {
  private readonly open = new Map<string, Entry>()

  constructor(private readonly stands: (session: string) => boolean) {}

  /** Good for one use within a minute, as long as the session that asked stands. */
  issue(file: TicketFile, session: string | null = null): string {
    const now = Date.now()
    for (const [key, entry] of this.open) if (entry.until < now) this.open.delete(key)
    const ticket = randomBytes(24).toString('base64url')
    this.open.set(ticket, { file, until: now + lifeMs, session })
    return ticket
  }

  /** Null when unknown, used, too old, or its session is over or locked. */
  take(ticket: string): TicketFile | null {
    const entry = this.open.get(ticket)
    this.open.delete(ticket)
    if (entry === undefined || entry.until < Date.now()) return null
    return entry.session === null || this.stands(entry.session) ? entry.file : null
  }
}
