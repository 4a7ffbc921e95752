import { hostname } from 'node:os'
import { basename } from 'node:path'
import { z } from 'zod'
import type { HandedFile } from '@contract/desktop'
import { FabError } from '@contract/errors'
import type { CoreMessage } from '@contract/wire'
import { backUpNow, watchJobs } from './desktop-duties'
import { keepDoor } from './door'
import { faultOf } from './faults'
import { Launcher } from './launcher'
import { log, setLogSink } from './log'
import { servePort } from './port'

/**
 * Entry of the desktop's data process (an Electron utilityProcess). It owns the store; the windows
 * talk to it over ports that the main process hands on. See docs/adr/0004-process-model.md.
 */

/** What is used of a MessagePortMain. */
interface PortMain {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
}

/** What is used of `process.parentPort`. */
interface ParentPort {
  postMessage(message: unknown): void
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly PortMain[] }) => void
  ): void
}

const order = z.discriminatedUnion('t', [
  z.object({ t: z.literal('port') }),
  z.object({ t: z.literal('stage'), id: z.number(), paths: z.array(z.string()).max(2000) }),
  z.object({ t: z.literal('openStore'), dir: z.string() }),
  z.object({ t: z.literal('backup'), id: z.number() }),
  z.object({ t: z.literal('close') })
])

function parentPortOf(candidate: unknown): ParentPort {
  const port =
    typeof candidate === 'object' && candidate !== null && 'parentPort' in candidate
      ? candidate.parentPort
      : null
  if (typeof port !== 'object' || port === null)
    throw new Error('FabCase core starts inside the desktop application')
  return port as ParentPort
}

const parent = parentPortOf(process)
const settingsDir =
  process.argv.find(arg => arg.startsWith('--settings='))?.slice('--settings='.length) ?? null
const launcher = new Launcher({
  worker: new URL('./worker.js', import.meta.url),
  program: 'FabCase',
  settingsDir,
  mayOpen: true
})
const door = keepDoor(launcher)

setLogSink(line => {
  parent.postMessage({ t: 'log', line })
})

async function tellRecents(): Promise<void> {
  const recents = await launcher.recents()
  parent.postMessage({ t: 'recents', dirs: recents.map(r => r.dir) })
}

launcher.events.listen(event => {
  if (event.topic !== 'store') return
  parent.postMessage({ t: 'store', dir: launcher.current?.store.dir ?? null })
  tellRecents().catch((error: unknown) => log.error('recents', error))
})

watchJobs(launcher, running => {
  parent.postMessage({ t: 'jobs', running })
})

/** One file that cannot be read keeps none of the others. */
async function handOver(path: string): Promise<HandedFile> {
  try {
    return await launcher.open.stages.path(path)
  } catch (error) {
    return { name: basename(path), fault: faultOf(error, 'stage') }
  }
}

async function stage(id: number, paths: readonly string[]): Promise<void> {
  parent.postMessage({ t: 'staged', id, files: await Promise.all(paths.map(handOver)) })
}

function serve(port: PortMain): void {
  servePort(
    launcher,
    {
      post: (message: CoreMessage) => {
        port.postMessage(message)
      },
      onMessage: listener => {
        port.on('message', event => {
          listener(event.data)
        })
      },
      onClose: listener => {
        port.on('close', listener)
      }
    },
    { local: true, station: hostname() }
  )
  port.start()
}

async function close(): Promise<void> {
  await door.close()
  await launcher.close()
  parent.postMessage({ t: 'closed' })
  // The message above is on its way once the event loop has turned.
  setTimeout(() => process.exit(0), 50)
}

parent.on('message', event => {
  const parsed = order.safeParse(event.data)
  if (!parsed.success) return
  const message = parsed.data
  switch (message.t) {
    case 'port':
      for (const port of event.ports) serve(port)
      return
    case 'stage':
      void stage(message.id, message.paths)
      return
    case 'openStore':
      launcher.openStore(message.dir).catch((error: unknown) => {
        parent.postMessage({ t: 'openFailed', dir: message.dir, fault: faultOf(error, 'openStore') })
      })
      return
    case 'backup':
      backUpNow(launcher).then(
        () => {
          parent.postMessage({ t: 'backedUp', id: message.id })
        },
        (error: unknown) => {
          parent.postMessage({ t: 'backupFailed', id: message.id, fault: faultOf(error, 'backup') })
        }
      )
      return
    case 'close':
      close().catch((error: unknown) => {
        log.error('close', error)
        process.exit(1)
      })
  }
})

process.on('unhandledRejection', error => {
  log.error('unhandledRejection', error)
  // Utility processes only warn; a core in an unknown state must not go on writing.
  setTimeout(() => process.exit(1), 100)
})

parent.postMessage({ t: 'ready' })
void tellRecents().catch((error: unknown) => {
  throw error instanceof FabError ? error : new Error('recents', { cause: error })
})
