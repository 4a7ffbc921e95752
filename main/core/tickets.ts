import { randomBytes } from 'node:crypto'

/** What a ticket gives out. */
export interface TicketFile {
  readonly sha256: string
  readonly name: string
  readonly bytes: number
}

const lifeMs = 60_000

/** One-time names for downloads: a link cannot carry a bearer token. */
export class Tickets {
  private readonly open = new Map<string, { readonly file: TicketFile; readonly until: number }>()

  /** Good for one use within a minute. */
  issue(file: TicketFile): string {
    const now = Date.now()
    for (const [key, entry] of this.open) if (entry.until < now) this.open.delete(key)
    const ticket = randomBytes(24).toString('base64url')
    this.open.set(ticket, { file, until: now + lifeMs })
    return ticket
  }

  /** Null when unknown, used or too old. */
  take(ticket: string): TicketFile | null {
    const entry = this.open.get(ticket)
    this.open.delete(ticket)
    return entry === undefined || entry.until < Date.now() ? null : entry.file
  }
}
