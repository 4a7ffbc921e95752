import { z } from 'zod'
import { doors, type HandedFile, type UpdateState } from '@contract/desktop'
import { FabError } from '@contract/errors'
import { pickFiles, pickFolder, saveFile, type DialogSource } from './dialogs'
import type { OpenDoor } from './door'
import type { Pasted } from './pasted'
import type { Language } from './texts'

/** What the doors of the bridge lead to. */
export interface UseCases {
  readonly language: () => Language
  readonly setLanguage: (language: Language) => void
  readonly dialogs: (contentsId: number) => DialogSource
  readonly connect: (contentsId: number) => void
  readonly stage: (paths: readonly string[]) => Promise<readonly HandedFile[]>
  readonly pasted: Pasted
  readonly notify: (title: string, body: string, link: string | null) => void
  readonly collectLog: () => Promise<string>
  /** Folder that save dialogs begin in. */
  readonly saveFolder: () => string
  readonly restartCore: () => void
  readonly updates: {
    readonly check: () => Promise<UpdateState>
    readonly install: () => Promise<UpdateState>
  }
}

/** Largest file a page may save: what it holds in memory, and a pasted picture. */
const saveLimit = 512 * 1024 * 1024
const stageLimit = 128 * 1024 * 1024

const path = z.string().min(1).max(4096)
const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array)
const given = z.union([path, z.strictObject({ name: z.string().max(255), bytes })])

/** A disk that refuses is the person's to mend: say so in the words of a fault. */
function diskFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new FabError('store.full', {}, { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new FabError('store.readOnly', {}, { cause: error })
  }
  return error
}

/** The core takes so many paths at once. */
const mostPaths = 2000

async function stageAll(cases: UseCases, paths: readonly string[]): Promise<readonly HandedFile[]> {
  const handed: HandedFile[] = []
  for (let from = 0; from < paths.length; from += mostPaths)
    handed.push(...(await cases.stage(paths.slice(from, from + mostPaths))))
  return handed
}

/** Save the log through a dialog; the name carries the time so that two reports do not collide. */
export async function exportLog(cases: UseCases, dialogs: DialogSource): Promise<string | null> {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const log = new TextEncoder().encode(await cases.collectLog())
  return saveFile(dialogs, cases.language(), `FabCase-${time}.log`, log, cases.saveFolder())
}

/** Open the door of every use case of the bridge. */
export function openDoors(open: OpenDoor, cases: UseCases): void {
  open(doors.connect, z.tuple([]), (_args, id) => {
    cases.connect(id)
  })
  open(doors.pickFiles, z.tuple([]), async (_args, id) => {
    const paths = await pickFiles(cases.dialogs(id), cases.language())
    return stageAll(cases, paths)
  })
  open(
    doors.stage,
    z.tuple([z.array(given).min(1).max(mostPaths)]),
    async ([files]) => {
      const paths: string[] = []
      for (const file of files) {
        paths.push(typeof file === 'string' ? file : await cases.pasted.keep(file.name, file.bytes))
      }
      return cases.stage(paths)
    },
    stageLimit
  )
  open(doors.pickFolder, z.tuple([z.enum(['newStore', 'openStore', 'backup', 'restore'])]), ([purpose], id) =>
    pickFolder(cases.dialogs(id), cases.language(), purpose)
  )
  open(
    doors.saveFile,
    z.tuple([z.string().max(1000), bytes]),
    async ([name, content], id) => {
      try {
        return await saveFile(cases.dialogs(id), cases.language(), name, content, cases.saveFolder())
      } catch (error) {
        throw diskFault(error)
      }
    },
    saveLimit
  )
  open(
    doors.notify,
    z.tuple([z.string().max(200), z.string().max(1000), z.string().max(512).nullable()]),
    ([title, body, link]) => {
      cases.notify(title, body, link)
    }
  )
  open(doors.setLanguage, z.tuple([z.enum(['en', 'zh-CN'])]), ([language]) => {
    cases.setLanguage(language)
  })
  open(doors.exportLog, z.tuple([]), async (_args, id) => {
    try {
      return await exportLog(cases, cases.dialogs(id))
    } catch (error) {
      throw diskFault(error)
    }
  })
  open(doors.restartCore, z.tuple([]), () => {
    cases.restartCore()
  })
  open(doors.checkUpdates, z.tuple([]), () => cases.updates.check())
  open(doors.installUpdate, z.tuple([]), () => cases.updates.install())
}
