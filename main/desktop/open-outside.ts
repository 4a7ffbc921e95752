import { shell } from 'electron'

/** What {@link openOutside} needs of the program around it. */
export interface Outside {
  /** Off by policy on stations that must not reach anything. */
  readonly allowed: boolean
  /** Ask the person; `host` is null for a mail address. */
  readonly confirm: (url: string, host: string | null) => Promise<boolean>
  readonly refused: (what: string, url: string) => void
}

/** The address as it would be opened, or null when it is of no kind that may be opened at all. */
export function outsideUrl(url: string): URL | null {
  if (url.length > 2048) return null
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return null
  }
  if (parsed.protocol === 'mailto:') return parsed
  const secure = parsed.protocol === 'https:' || isOwnMachine(parsed)
  const plain = secure && parsed.username === '' && parsed.password === ''
  return plain && parsed.hostname !== '' ? parsed : null
}

/** A host of FabCase on this computer: it is served without TLS, and what is said there leaves no cable. */
function isOwnMachine({ protocol, hostname }: URL): boolean {
  return (
    protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost')
  )
}

/**
 * The one way out of the program: a web or mail address, opened by the system's program for it
 * after the person said yes. Resolves to whether it was opened.
 */
export async function openOutside(url: string, outside: Outside): Promise<boolean> {
  const parsed = outsideUrl(url)
  if (parsed === null || !outside.allowed) {
    outside.refused('outside', url)
    return false
  }
  const host = parsed.protocol === 'mailto:' ? null : parsed.host
  if (!(await outside.confirm(parsed.href, host))) return false
  await shell.openExternal(parsed.href)
  return true
}
