import { createServer } from 'node:net'
import type { Writable } from 'node:stream'
import { FabError } from '@contract/errors'
import { log, setLogSink } from '../core/log'
import { openBrowser } from './open-browser'
import { startHost, type Host, type HostOptions } from './http'

/** Tried first, so that a browser finds its settings for this address again. */
const usualPort = 4870

/** How a host runs as a program. */
export interface RunOptions extends Omit<HostOptions, 'listen'> {
  /** Undefined = the usual one, or any other where that is taken. */
  readonly port: number | undefined
  readonly open: boolean
  /** Told once it listens. */
  readonly ready: (host: Host, link: string) => void
  /** Where log lines go. */
  readonly log: Writable
}

/** After so long an orderly end is not to be had; the lock frees itself with the process. */
const lastResortMs = 8_000

/** The address with the key in its fragment, which never leaves the browser; without where it counts for nothing. */
function linkOf(host: Pick<Host, 'url' | 'key'>): string {
  const key = host.key()
  return key === null ? host.url : `${host.url}#key=${key}`
}

/** The usual port, or 0 for any other where somebody has it. */
async function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise(resolve => {
    probe.once('error', () => {
      resolve(0)
    })
    probe.listen(usualPort, '127.0.0.1', () => {
      probe.close(() => {
        resolve(usualPort)
      })
    })
  })
}

/**
 * Run a host until the process is told to end; the exit code. FabError of opening the store; a system
 * error where the asked port is taken.
 */
export async function runHost(options: RunOptions): Promise<number> {
  setLogSink(line => {
    options.log.write(`${line}\n`)
  })
  // From here on, so that a signal during the start is not lost.
  const told = new Promise<number>(resolve => {
    let times = 0
    const end = () => {
      times++
      if (times > 1) process.exit(130)
      resolve(0)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const)
      if (signal !== 'SIGBREAK' || process.platform === 'win32') process.on(signal, end)
    const broken = (error: unknown) => {
      log.error('host', error)
      // In an unknown state it must not go on writing.
      resolve(1)
    }
    process.on('uncaughtException', broken)
    process.on('unhandledRejection', broken)
  })
  const { port, ...rest } = options
  const host = await startHost({ ...rest, listen: { kind: 'loopback', port: port ?? (await freePort()) } })
  const link = linkOf(host)
  options.ready(host, link)
  if (options.open) openBrowser(link)
  const code = await told
  setTimeout(() => process.exit(code === 0 ? 1 : code), lastResortMs).unref()
  await host.close()
  return code
}

/** A refusal in one line, for a program that has no texts. */
export function describe(error: unknown): string {
  if (error instanceof FabError) return `${error.fault.key} ${JSON.stringify(error.fault.details)}`
  return error instanceof Error ? error.message : String(error)
}
