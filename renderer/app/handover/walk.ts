import { FabError, type Fault } from '@contract/errors'

/** A file on its way in; `path` begins with the folder it was dropped in, where there was one. */
export interface Found {
  readonly path: string
  readonly file: File
  /** Look for the file once more: one that was written meanwhile cannot be read through the old `file`. */
  readonly fresh?: () => Promise<File>
}

/** Something that cannot be taken. */
export interface Unfit {
  readonly path: string
  readonly fault: Fault
  readonly fresh?: () => Promise<File>
}

/** What was seen on a walk; `litter` is what file managers leave behind. */
export type Sight = Found | Unfit | 'litter'

/** What a drop carries: files as they are, folders still to be walked. */
export type Dropped = FileSystemEntry | Found

/** More files in one drop are refused: nobody drops a whole drive on purpose. */
const mostWalked = 10_000

/** Files that file managers leave behind in folders. */
const litter = /^(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/i

/** Read what a drop carries. Only inside its event: the browser takes the list away right after. */
export function droppedThings(transfer: DataTransfer): readonly Dropped[] {
  return [...transfer.items]
    .filter(item => item.kind === 'file')
    .flatMap((item): readonly Dropped[] => {
      const entry = item.webkitGetAsEntry()
      if (entry !== null && isFolder(entry)) return [entry]
      // Not the entry's: this one knows its place on the disk, which is what the desktop asks for.
      const file = item.getAsFile()
      if (file === null) return []
      return [{ path: file.name, file, ...(entry !== null && isFile(entry) ? again(entry) : {}) }]
    })
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((done, failed) => {
    entry.file(done, failed)
  })

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

/** The desktop reads by place, at any time; only a browser's files grow stale. */
const again = (entry: FileSystemFileEntry): { readonly fresh?: () => Promise<File> } =>
  window.fabcase === undefined ? { fresh: () => fileOf(entry) } : {}

/** Everything directly in a folder, in the order of names. It is read in parts until nothing more comes. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<readonly FileSystemEntry[]>((done, failed) => {
      reader.readEntries(done, failed)
    })
    if (part.length === 0) break
    all.push(...part)
  }
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

async function* walk(entry: FileSystemEntry, above: string): AsyncGenerator<Sight> {
  const path = `${above}${entry.name}`
  const refusal = (key: 'file.folder' | 'attachment.unreadable'): Unfit => ({
    path,
    fault: new FabError(key, { name: entry.name }).fault
  })
  if (isFolder(entry)) {
    const inside = await entriesOf(entry).catch(() => null)
    if (inside === null) yield refusal('file.folder')
    else for (const one of inside) yield* walk(one, `${path}/`)
  } else if (litter.test(entry.name)) {
    yield 'litter'
  } else if (isFile(entry)) {
    const file = await fileOf(entry).catch(() => null)
    const fresh = (): Promise<File> => fileOf(entry)
    yield file === null ? { ...refusal('attachment.unreadable'), fresh } : { path, file, fresh }
  }
}

/** Every file of a drop, those in its folders too, in their order; the rest as refusals with the reason. */
export async function* walkAll(things: readonly Dropped[], most = mostWalked): AsyncGenerator<Sight> {
  let files = 0
  for (const thing of things) {
    if ('path' in thing) {
      files++
      yield thing
      continue
    }
    for await (const sight of walk(thing, '')) {
      if (sight !== 'litter' && 'file' in sight && ++files > most) {
        yield { path: thing.name, fault: new FabError('file.tooMany', { limit: most }).fault }
        return
      }
      yield sight
    }
  }
}
