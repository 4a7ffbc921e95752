import { binaryText, guessCharset } from '../charset'
import type { Warnings } from '../warnings'
import { cp437 } from './cp437'

/** Reads bytes of the archive; fewer than asked for only at its end. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>

/** One file of a zip archive. */
export interface ZipMember {
  /** Place in the archive's directory, from 0. */
  readonly index: number
  /** Path inside the archive, parts joined by `/`: a label, never a path of this machine. */
  readonly name: string
  /** Where the packed bytes lie. */
  readonly from: number
  readonly packedBytes: number
  /** Unpacked size the directory declares. */
  readonly bytes: number
  readonly crc: number
  readonly method: 'stored' | 'deflate' | 'bzip2' | 'unknown'
  /** Why it cannot be read; null where it can. */
  readonly problem: 'encrypted' | 'method' | 'overlap' | 'outside' | null
}

const endRecord = 0x06054b50
const endRecord64 = 0x06064b50
const endLocator64 = 0x07064b50
const centralRecord = 0x02014b50
const localRecord = 0x04034b50

/** An archive of lots has tens of files; these bounds keep a hostile one from filling the memory. */
const mostMembers = 65_536
const mostDirectory = 32 << 20
const all32 = 0xffffffff

/** What the end of an archive says of its directory. */
interface Directory {
  readonly from: number
  readonly size: number
  readonly count: number
}

/**
 * The files of a zip archive (PKWARE APPNOTE 6.3, zip64 included), directories left out. Where the directory at
 * the end is lost, the files are found by their own headers. That, and what keeps an archive from being read, is
 * noted.
 */
export async function zipMembers(read: ReadAt, size: number, warnings: Warnings): Promise<ZipMember[]> {
  const directory = await findDirectory(read, size)
  if (directory === 'split') {
    warnings.add('zipSplit', null)
    return []
  }
  let found = directory === null ? null : await readDirectory(read, size, directory)
  if (found === null) {
    warnings.add('zipDirectoryLost', null)
    found = await scanHeaders(read, size)
  }
  if (found.length > mostMembers) {
    warnings.add('zipTooMany', null, { limit: mostMembers })
    found = found.slice(0, mostMembers)
  }
  return withoutOverlaps(named(found))
}

/** A member before its name is decoded. */
type Raw = Omit<ZipMember, 'index' | 'name'> & {
  readonly rawName: Buffer
  readonly utf8: boolean
  /** Name of the Info-ZIP Unicode path field (0x7075), where there is one. */
  readonly unicode: string | null
}

async function findDirectory(read: ReadAt, size: number): Promise<Directory | 'split' | null> {
  const length = Math.min(size, 22 + 0xffff)
  const tail = await read(size - length, length)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endRecord || at + 22 + tail.readUInt16LE(at + 20) > tail.length) continue
    if (tail.readUInt16LE(at + 4) !== 0 && tail.readUInt16LE(at + 4) !== 0xffff) return 'split'
    const plain = {
      count: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      from: tail.readUInt32LE(at + 16)
    }
    if (plain.count !== 0xffff && plain.size !== all32 && plain.from !== all32) return plain
    return at >= 20 ? directory64(read, size, tail.subarray(at - 20, at)) : null
  }
  return null
}

async function directory64(read: ReadAt, size: number, locator: Buffer): Promise<Directory | null> {
  if (locator.readUInt32LE(0) !== endLocator64) return null
  const at = Number(locator.readBigUInt64LE(8))
  if (at + 56 > size) return null
  const record = await read(at, 56)
  if (record.length < 56 || record.readUInt32LE(0) !== endRecord64) return null
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    from: Number(record.readBigUInt64LE(48))
  }
}

/** The directory's entries; null where it is not what it should be. */
async function readDirectory(read: ReadAt, size: number, directory: Directory): Promise<Raw[] | null> {
  if (directory.from + directory.size > size || directory.size > mostDirectory) return null
  const bytes = await read(directory.from, directory.size)
  const found: Raw[] = []
  let at = 0
  for (let i = 0; i < directory.count && i <= mostMembers; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralRecord) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) return null
    const extra = extraFields(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
    const sizes = sizes64(
      extra.get(0x0001),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42)
    )
    const entry = {
      rawName: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)),
      unicode: unicodeName(extra.get(0x7075)),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      bytes: sizes.bytes,
      packedBytes: sizes.packed
    }
    found.push(await located(read, size, sizes.header, entry))
    at = next
  }
  return found
}

/** Where a member's bytes begin: behind its own header, whose name and extra fields may differ in length. */
async function located(
  read: ReadAt,
  size: number,
  header: number,
  entry: Omit<Raw, 'from' | 'method' | 'problem' | 'utf8'> & {
    readonly flags: number
    readonly method: number
  }
): Promise<Raw> {
  const { flags, method, ...rest } = entry
  const local = header + 30 <= size ? await read(header, 30) : Buffer.alloc(0)
  const good = local.length === 30 && local.readUInt32LE(0) === localRecord
  const from = good ? header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28) : header
  const kind = methodOf(method)
  const problem = !good
    ? 'outside'
    : (flags & 0x41) !== 0
      ? 'encrypted'
      : kind === 'unknown'
        ? 'method'
        : null
  return { ...rest, from, method: kind, utf8: (flags & 0x800) !== 0, problem }
}

function methodOf(code: number): ZipMember['method'] {
  return code === 0 ? 'stored' : code === 8 ? 'deflate' : code === 12 ? 'bzip2' : 'unknown'
}

function extraFields(bytes: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt16LE(at + 2)
    if (end > bytes.length) break
    fields.set(bytes.readUInt16LE(at), bytes.subarray(at + 4, end))
    at = end
  }
  return fields
}

/** Sizes and place, those that did not fit into 32 bits from the zip64 field, in its order. */
function sizes64(
  field: Buffer | undefined,
  bytes: number,
  packed: number,
  header: number
): { bytes: number; packed: number; header: number } {
  let at = 0
  const wide = (value: number): number => {
    if (value !== all32 || field === undefined || at + 8 > field.length) return value
    at += 8
    return Number(field.readBigUInt64LE(at - 8))
  }
  const unpacked = wide(bytes)
  const taken = wide(packed)
  return { bytes: unpacked, packed: taken, header: wide(header) }
}

function unicodeName(field: Buffer | undefined): string | null {
  return field !== undefined && field.length > 5 && field[0] === 1 ? field.toString('utf8', 5) : null
}

/** Find members by their own headers, in an archive whose directory is lost. */
async function scanHeaders(read: ReadAt, size: number): Promise<Raw[]> {
  const found: Raw[] = []
  const step = 1 << 20
  const starts: number[] = []
  for (let base = 0; base < size; base += step) {
    const bytes = await read(base, step + 3)
    for (let at = bytes.indexOf('PK'); at >= 0 && at < step; at = bytes.indexOf('PK', at + 1)) {
      if (at + 4 > bytes.length) continue
      const kind = bytes.readUInt32LE(at)
      if (kind === localRecord || kind === centralRecord) starts.push(base + at)
      if (starts.length > 2 * mostMembers) break
    }
  }
  for (const [i, start] of starts.entries()) {
    const head = await read(start, 30)
    if (head.length < 30 || head.readUInt32LE(0) !== localRecord) continue
    const nameLength = head.readUInt16LE(26)
    const from = start + 30 + nameLength + head.readUInt16LE(28)
    const declared = head.readUInt32LE(18)
    const next = starts[i + 1] ?? size
    const packedBytes =
      declared !== 0 && declared !== all32 ? Math.min(declared, size - from) : Math.max(0, next - from)
    found.push(
      await located(read, size, start, {
        rawName: await read(start + 30, nameLength),
        unicode: null,
        flags: head.readUInt16LE(6),
        method: head.readUInt16LE(8),
        crc: (head.readUInt16LE(6) & 8) === 0 ? head.readUInt32LE(14) : -1,
        bytes: head.readUInt32LE(22),
        packedBytes
      })
    )
  }
  return found
}

/** Decode names: UTF-8 where the archive says so, else as the guess over all of them goes, else code page 437. */
function named(found: readonly Raw[]): ZipMember[] {
  const plain = found.filter(member => !member.utf8 && member.unicode === null)
  const decode = nameDecoder(Buffer.concat(plain.flatMap(member => [member.rawName, Buffer.from('\n')])))
  const taken = new Map<string, number>()
  return found
    .map(({ rawName, utf8, unicode, ...member }, index) => {
      const text = unicode ?? (utf8 ? rawName.toString('utf8') : decode(rawName.toString('latin1')))
      return { ...member, index, name: label(text) }
    })
    .filter(member => !member.name.endsWith('/'))
    .map(member => {
      // The same name twice is one file to people; what is read must be told apart all the same.
      const before = taken.get(member.name) ?? 0
      taken.set(member.name, before + 1)
      return before === 0 ? member : { ...member, name: `${member.name} (${String(before + 1)})` }
    })
}

/**
 * How names without a declared character set are to be read. Code page 437, in which zip was made, has its
 * letters below 0xA6 and box drawings above, which no one puts into a name: those are East Asian.
 */
function nameDecoder(names: Buffer): (binary: string) => string {
  const { charset, certain } = guessCharset(names)
  const western = names.every(byte => byte < 0xa6 || byte === 0xe1)
  if (charset === 'windows-1252' || (western && charset !== 'utf-8' && !(charset === 'shift_jis' && certain)))
    return cp437
  return binaryText(charset)
}

/** A path inside the archive as a label: one kind of separator, nothing that could move a cursor. */
function label(name: string): string {
  return name
    .replace(/\\/g, '/')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Members that share bytes serve only to swell: all but the first are refused. */
function withoutOverlaps(members: readonly ZipMember[]): ZipMember[] {
  const order = [...members].sort((a, b) => a.from - b.from)
  const bad = new Set<number>()
  let end = 0
  for (const member of order) {
    if (member.problem === 'outside' || member.packedBytes === 0) continue
    if (member.from < end) bad.add(member.index)
    else end = member.from + member.packedBytes
  }
  return members.map(member => (bad.has(member.index) ? { ...member, problem: 'overlap' } : member))
}
