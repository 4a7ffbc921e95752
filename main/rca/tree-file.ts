import { readFile } from 'node:fs/promises'
import { FabError } from '@contract/errors'

/** A file to be read, and what to call it in a message. */
export interface TreeFile {
  readonly path: string
  readonly name: string
}

/**
 * The text of a model: in the encoding of its byte order mark, else in the one it declares, else in UTF-8.
 * @throws FabError attachment.unreadable
 */
export async function modelText(file: TreeFile): Promise<string> {
  const bytes = await bytesOf(file)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  return decoded(bytes, marked(bytes) ?? declared)
}

/**
 * The text of a table: in the encoding of its byte order mark, else in UTF-8 where it can be that, else in GB 18030,
 * which spreadsheets in China write.
 * @throws FabError attachment.unreadable
 */
export async function tableText(file: TreeFile): Promise<string> {
  const bytes = await bytesOf(file)
  const mark = marked(bytes)
  if (mark !== null) return decoded(bytes, mark)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decoded(bytes, 'gb18030')
  }
}

async function bytesOf({ path, name }: TreeFile): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new FabError('attachment.unreadable', { name }, { cause })
  })
}

/** What a byte order mark says. */
function marked(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  return a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    // A name that nobody knows: nearly every file is UTF-8 whatever it says.
    return new TextDecoder().decode(bytes)
  }
}
