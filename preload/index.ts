import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import type { Bridge } from './bridge'
import { bridgeError, doors, pushes, type Door, type DoorAnswer } from './contract/desktop'

type Forget = () => void

/** Ask main; the answer's type is what the door of that name gives (main proves it, not the page). */
async function ask<T>(door: Door, ...args: readonly unknown[]): Promise<T> {
  const answer = (await ipcRenderer.invoke(door, ...args)) as DoorAnswer
  if (!answer.ok) throw bridgeError(answer.fault)
  return answer.value as T
}

/** Ask and let main's log keep what goes wrong: for use cases that answer nothing. */
function tell(door: Door, ...args: readonly unknown[]): void {
  ask(door, ...args).catch(() => undefined)
}

interface Listeners<T> {
  readonly add: (listener: (payload: T) => void) => Forget
  readonly call: (payload: T) => void
}

/**
 * Listeners get the payload alone, never the event: it would hand them the sender. What comes
 * before anybody listens (`keep` of it) waits for the first listener: files named on the command
 * line arrive while the page is still being built.
 */
function listeners<T>(keep: number): Listeners<T> {
  const all = new Set<(payload: T) => void>()
  const early: T[] = []
  return {
    add(listener) {
      all.add(listener)
      // A moment later, so that listeners which come together all hear it.
      setTimeout(() => {
        for (const payload of early.splice(0)) for (const one of all) one(payload)
      })
      return () => void all.delete(listener)
    },
    call(payload) {
      for (const listener of all) listener(payload)
      if (all.size > 0 || keep === 0) return
      if (early.length >= keep) early.shift()
      early.push(payload)
    }
  }
}

function argument(name: string): string {
  const prefix = `--${name}=`
  return process.argv.find(arg => arg.startsWith(prefix))?.slice(prefix.length) ?? ''
}

function platform(): Bridge['platform'] {
  return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux'
}

/** Where a file lies; one that lies nowhere (pasted) goes by its content. */
async function place(file: File): Promise<string | { name: string; bytes: Uint8Array }> {
  const path = webUtils.getPathForFile(file)
  return path === '' ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : path
}

const commands = listeners<string>(1)
const files = listeners<Awaited<ReturnType<Bridge['stage']>>>(16)
const coreDown = listeners<null>(0)
const coreGone = listeners<string>(0)

ipcRenderer.on(pushes.command, (_event: IpcRendererEvent, command: string) => {
  commands.call(command)
})
ipcRenderer.on(pushes.files, (_event: IpcRendererEvent, staged: Awaited<ReturnType<Bridge['stage']>>) => {
  files.call(staged)
})
ipcRenderer.on(pushes.coreDown, () => {
  coreDown.call(null)
})
ipcRenderer.on(pushes.coreGone, (_event: IpcRendererEvent, reason: string) => {
  coreGone.call(reason)
})
ipcRenderer.on(pushes.port, (event: IpcRendererEvent) => {
  window.postMessage(pushes.port, window.location.origin, [...event.ports])
})

const bridge: Bridge = {
  platform: platform(),
  version: argument('fabcase-version'),
  connect: () => {
    tell(doors.connect)
  },
  pickFiles: () => ask(doors.pickFiles),
  stage: async given => ask(doors.stage, await Promise.all(Array.from(given, place))),
  pickFolder: purpose => ask(doors.pickFolder, purpose),
  saveFile: (suggestedName, bytes) => ask(doors.saveFile, suggestedName, bytes),
  notify: (title, body, link) => {
    tell(doors.notify, title, body, link)
  },
  setLanguage: language => {
    tell(doors.setLanguage, language)
  },
  exportLog: () => ask(doors.exportLog),
  onCommand: listener => commands.add(listener),
  onFiles: listener => files.add(listener),
  onCoreDown: listener =>
    coreDown.add(() => {
      listener()
    }),
  onCoreGone: listener => coreGone.add(listener),
  restartCore: () => {
    tell(doors.restartCore)
  },
  updates: {
    check: () => ask(doors.checkUpdates),
    install: () => ask(doors.installUpdate)
  }
}

contextBridge.exposeInMainWorld('fabcase', bridge)
