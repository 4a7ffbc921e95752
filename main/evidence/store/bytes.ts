import { FabError } from '@contract/errors'
import { isJson } from '@contract/json'
import type { Output, Parsed } from '@contract/index'
import type { Attachments, Placed } from '../../store/types'

/** What a pinned picture may weigh, unpacked. */
const largest = 8_000_000

/** The bytes of a piece of evidence, in their place and held until they are let go. */
export interface PlacedBytes {
  readonly picture: Placed | null
  readonly vector: Placed | null
  readonly table: Placed | null
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Only what is a PNG is kept as one. FabError contract.input */
function pngOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64')
  if (pngSignature.some((byte, i) => bytes[i] !== byte))
    throw new FabError('contract.input', { field: 'picture', issue: 'PNG' })
  return bytes
}

/** A drawing is kept as the text it is; whoever shows it must not take it for a page. FabError contract.input */
function svgOf(text: string): Uint8Array {
  if (!/^\s*(?:<\?xml[^>]*\?>\s*)?<svg[\s>]/i.test(text))
    throw new FabError('contract.input', { field: 'vector', issue: 'SVG' })
  return new TextEncoder().encode(text.toWellFormed())
}

/** Put the bytes of what is pinned in their place. */
export async function placeBytes(
  attachments: Attachments,
  input: Parsed<'evidence.pin'>
): Promise<PlacedBytes> {
  const picture = input.picture === null ? null : pngOf(input.picture)
  const vector = input.vector === null ? null : svgOf(input.vector)
  const table = input.table === null ? null : new TextEncoder().encode(JSON.stringify(input.table))
  const placed: Placed[] = []
  const place = async (bytes: Uint8Array | null): Promise<Placed | null> => {
    if (bytes === null) return null
    const one = await attachments.place([bytes], { maxBytes: largest * 4 })
    placed.push(one)
    return one
  }
  try {
    return { picture: await place(picture), vector: await place(vector), table: await place(table) }
  } catch (error) {
    for (const one of placed) one.letGo()
    throw error
  }
}

/** All bytes of an attachment. FabError attachment.missing, attachment.altered */
export async function bytesOf(attachments: Attachments, sha256: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of await attachments.read(sha256)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** The figures of a piece of evidence as they were kept. */
export async function tableOf(
  attachments: Attachments,
  sha256: string | null
): Promise<Output<'evidence.get'>['table']> {
  if (sha256 === null) return null
  const table: unknown = JSON.parse((await bytesOf(attachments, sha256)).toString('utf8'))
  if (!isJson(table)) throw new FabError('attachment.altered', { sha256 })
  return table as Output<'evidence.get'>['table']
}
