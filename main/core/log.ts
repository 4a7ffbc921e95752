import { randomBytes } from 'node:crypto'

/** Takes finished lines; the entry of each process decides where they go. */
export type LogSink = (line: string) => void

let sink: LogSink = () => undefined

/** Where log lines go from now on. Without it they go nowhere (tests). */
export function setLogSink(next: LogSink): void {
  sink = next
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** The core's log: for support, never for the user's screen. */
export const log = {
  /** A fact worth keeping. */
  info(where: string, what: string): void {
    sink(JSON.stringify({ at: new Date().toISOString(), level: 'info', where, what }))
  },
  /** An unexpected error; returns the short id under which the user can have it looked up. */
  error(where: string, error: unknown): string {
    const id = randomBytes(4).toString('hex')
    sink(JSON.stringify({ at: new Date().toISOString(), level: 'error', id, where, what: describe(error) }))
    return id
  }
}
