import type { Packing } from './container/chain'

/** What a file is, told by its content. */
export type FileFormat =
  | 'stdf'
  | 'atdf'
  | 'klarf'
  | 'text'
  | 'csv'
  | 'xlsx'
  | 'xls'
  | 'docx'
  | 'tiff'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'bmp'
  | 'pdf'
  | 'zip'
  | 'gzip'
  | 'bzip2'
  | 'compress'
  | 'xz'
  | '7z'
  | 'sqlite'
  | 'xml'
  | 'email'
  | 'empty'
  | 'unknown'

/** The format, the packing around it, and how sure that is: 1 by signature, less by shape. */
export interface Sniffed {
  readonly format: FileFormat
  readonly compression: Packing | 'none'
  readonly confidence: number
}

/** Bytes from the start of a file that {@link sniff} likes to see. */
export const sniffBytes = 8192

/** True for a format that is but another file, packed. */
export function isPacking(format: FileFormat): format is Packing {
  return format === 'gzip' || format === 'bzip2' || format === 'compress'
}

const signatures: readonly (readonly [FileFormat, readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['compress', [0x1f, 0x9d]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['sqlite', [...Buffer.from('SQLite format 3\0', 'latin1')]]
]

function starts(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte)
}

/** A FAR with version 4 opens every STDF: REC_LEN 2 in either order, type 0, sub-type 10, CPU_TYPE, STDF_VER. */
function isStdf(head: Uint8Array): boolean {
  const littleEndian = head[0] === 2 && head[1] === 0
  const bigEndian = head[0] === 0 && head[1] === 2
  return head.length >= 6 && (littleEndian || bigEndian) && head[2] === 0 && head[3] === 10 && head[5] === 4
}

/** Stream header of bzip2: `BZh`, the block size as a digit, then a block or the end of an empty stream. */
function isBzip2(head: Uint8Array): boolean {
  const level = head[3] ?? 0
  return (
    starts(head, [0x42, 0x5a, 0x68]) &&
    level >= 0x31 &&
    level <= 0x39 &&
    (head[4] === 0x31 || head[4] === 0x17 || head.length === 4)
  )
}

/** What kind of zip it is, told by the names that show: Office files are zips with folders of their own. */
function zipKind(head: Uint8Array): FileFormat {
  const view = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const first = view.toString('latin1', 30, 30 + Math.min(200, view.length > 30 ? view.readUInt16LE(26) : 0))
  if (!/^(\[Content_Types\]\.xml$|_rels\/|docProps\/|customXml\/|xl\/|word\/)/.test(first)) return 'zip'
  const names = view.toString('latin1')
  if (names.includes('word/')) return 'docx'
  return names.includes('ppt/') ? 'zip' : 'xlsx'
}

/**
 * Tell a format from the first bytes of a file; its name is of no account. Of a packed file that is the packing:
 * the caller unpacks a little and asks again.
 */
export function sniff(head: Uint8Array): Sniffed {
  const plain = (format: FileFormat, confidence: number): Sniffed => ({
    format,
    compression: 'none',
    confidence
  })
  if (head.length === 0) return plain('empty', 1)
  if (isStdf(head)) return plain('stdf', 1)
  for (const [format, bytes] of signatures) {
    if (starts(head, bytes)) return plain(format, 1)
  }
  if (isBzip2(head)) return plain('bzip2', 1)
  if (starts(head, [0x50, 0x4b, 0x05, 0x06])) return plain('zip', 1)
  if (starts(head, [0x50, 0x4b, 0x03, 0x04])) return plain(zipKind(head), 0.9)
  if (starts(head, [0x42, 0x4d]) && head.length > 14 && head[6] === 0 && head[7] === 0)
    return plain('bmp', 0.8)
  return sniffText(head)
}

function sniffText(head: Uint8Array): Sniffed {
  const plain = (format: FileFormat, confidence: number): Sniffed => ({
    format,
    compression: 'none',
    confidence
  })
  const utf16 = starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff])
  const text = utf16
    ? new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head)
    : Buffer.from(head)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, '')
  if (!utf16) {
    let control = 0
    for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) control++
    if (control > head.length / 200) return plain('unknown', 0.5)
  }
  if (/^\s*FAR:[AS].\d/.test(text)) return plain('atdf', 1)
  if (/^\s*(FileVersion\s+\d+\s+\d+\s*;|Record\s+FileRecord\s+")/i.test(text)) return plain('klarf', 1)
  if (looksKlarf(text)) return plain('klarf', 0.8)
  if (/^\s*<(\?xml|!DOCTYPE|[A-Za-z][\w:.-]*[\s>])/.test(text)) return plain('xml', 0.9)
  if (
    /^(Received|Return-Path|From|Message-ID|MIME-Version|Date|Delivered-To|Subject): /im.test(
      text.slice(0, 400)
    ) &&
    /^(From|Subject): /im.test(text)
  )
    return plain('email', 0.8)
  return plain(looksTabular(text) ? 'csv' : 'text', 0.7)
}

/** Several lines begin with statements of a KLARF, whatever the first one is. */
function looksKlarf(text: string): boolean {
  const statements = text.match(
    /^(FileVersion|FileTimestamp|InspectionStationID|ResultTimestamp|LotID|SampleSize|SetupID|DiePitch|WaferID|DefectRecordSpec|Record LotRecord)\b/gm
  )
  return new Set(statements ?? []).size >= 3
}

/** Most of the first lines hold the same separator, at least once each. */
function looksTabular(text: string): boolean {
  const lines = text
    .split(/\r\n|\r|\n/)
    .slice(0, 20)
    .filter(line => line.trim() !== '')
  if (lines.length < 2) return false
  return [',', '\t', ';'].some(
    separator => lines.filter(line => line.includes(separator)).length >= lines.length * 0.6
  )
}
