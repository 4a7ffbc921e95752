import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue
} from 'electron'
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { text, type Language, type TextKey } from './texts'

/** Electron's dialogs, each already tied to a window. */
export interface DialogSource {
  open(options: OpenDialogOptions): Promise<OpenDialogReturnValue>
  save(options: SaveDialogOptions): Promise<SaveDialogReturnValue>
  message(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
}

/** What a folder is asked for. */
export type FolderPurpose = 'newStore' | 'openStore' | 'backup' | 'restore'

const testData = [
  'stdf',
  'std',
  'gz',
  'atd',
  'atdf',
  'csv',
  'txt',
  'xlsx',
  'xls',
  'klarf',
  'kla',
  '001',
  'zip'
]

/** Ask for files to import; empty when cancelled. */
export async function pickFiles(dialogs: DialogSource, language: Language): Promise<string[]> {
  const answer = await dialogs.open({
    title: text(language, 'dialog.pickFiles'),
    buttonLabel: text(language, 'dialog.pickFilesButton'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: text(language, 'dialog.allFiles'), extensions: ['*'] },
      { name: text(language, 'dialog.testData'), extensions: testData }
    ]
  })
  return answer.canceled ? [] : answer.filePaths
}

/** Ask for a folder; null when cancelled. */
export async function pickFolder(
  dialogs: DialogSource,
  language: Language,
  purpose: FolderPurpose
): Promise<string | null> {
  const title: TextKey = `dialog.${purpose}`
  const button: TextKey = `dialog.${purpose}Button`
  const making = purpose === 'newStore' || purpose === 'backup'
  const answer = await dialogs.open({
    title: text(language, title),
    message: text(language, title),
    buttonLabel: text(language, button),
    properties: making ? ['openDirectory', 'createDirectory'] : ['openDirectory']
  })
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

/**
 * A file name to suggest, made of what a page asked for: no folder, no character that Windows
 * refuses, no device name, not longer than 150 characters.
 */
export function safeName(suggested: string): string {
  const name = basename(suggested.normalize('NFC').replaceAll('\\', '/'))
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_')
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name) ? `_${name}` : name
  if (device === '') return 'FabCase'
  const dot = device.lastIndexOf('.')
  const extension = dot > 0 && device.length - dot <= 12 ? device.slice(dot) : ''
  return device.length <= 150 ? device : device.slice(0, 150 - extension.length) + extension
}

/** Write a file whole or not at all. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.partial`)
  try {
    const file = await open(partial, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Ask where to save, then save; resolves to the file's name, null when cancelled. */
export async function saveFile(
  dialogs: DialogSource,
  language: Language,
  suggested: string,
  bytes: Uint8Array,
  folder: string
): Promise<string | null> {
  const name = safeName(suggested)
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]
  const answer = await dialogs.save({
    title: text(language, 'dialog.saveFile'),
    defaultPath: join(folder, name),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
    filters: [
      ...(extension === undefined ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }]),
      { name: text(language, 'dialog.allFiles'), extensions: ['*'] }
    ]
  })
  if (answer.canceled || answer.filePath === '') return null
  await writeWhole(answer.filePath, bytes)
  return basename(answer.filePath)
}

/** Ask a question with a safe way out, which Esc and the close box choose. True for yes. */
export async function confirm(
  dialogs: DialogSource,
  question: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string }
): Promise<boolean> {
  const answer = await dialogs.message({
    type: 'question',
    title: question.title,
    message: question.title,
    detail: question.text,
    buttons: [question.no, question.yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  return answer.response === 1
}
