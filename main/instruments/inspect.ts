import { FabError, type Fault } from '@contract/errors'
import type { ZipMember } from './formats/container/zip'
import { Source, type ReadOptions } from './formats/input'
import type { FileFormat, Sniffed } from './formats/sniff'
import { Warnings, type Warning } from './formats/warnings'
import { isArchive, memberProblems } from './members'
import { readerOf, type ContentFacts } from './readers'

/** What every file can be asked. */
interface FileFacts {
  readonly format: FileFormat
  /** The outermost packing. */
  readonly compression: Sniffed['compression']
  /** How sure the format is, 0 to 1. */
  readonly confidence: number
  /** Content bytes: unpacked where the file could be unpacked. */
  readonly bytes: number
  /** Bytes of the file as it stands. */
  readonly fileBytes: number
  readonly warnings: readonly Warning[]
}

/** A file FabCase reads no data from; it serves as evidence. */
export interface OtherInspection extends FileFacts {
  readonly kind: 'other'
  readonly readable: false
}

/** A file FabCase reads data from. */
export type DataInspection = FileFacts & { readonly readable: true } & ContentFacts

/** A file inside an archive. */
export type MemberInspection = {
  /** Path inside the archive. */
  readonly name: string
} & (DataInspection | OtherInspection | (FileFacts & { readonly kind: 'fault'; readonly fault: Fault }))

/** An archive with its files, each looked into. */
export interface ArchiveInspection extends FileFacts {
  readonly kind: 'archive'
  /** True where data is read from one of its files. */
  readonly readable: boolean
  readonly members: readonly MemberInspection[]
}

/** What {@link inspectFile} answers. */
export type Inspection = DataInspection | OtherInspection | ArchiveInspection

type Options = Pick<ReadOptions, 'signal' | 'onProgress' | 'limits'>

/** Columns held back while no one wants them. */
const groupBytes = 8 << 20

/**
 * Look into a file: tell its format by content and, where FabCase has a reader for it, read all of it. Of an
 * archive every file is looked into; archives inside archives are not.
 * @throws FabError file.unreadable, file.bomb, contract.cancelled
 */
export async function inspectFile(path: string, options: Options = {}): Promise<Inspection> {
  const source = await Source.open(path)
  try {
    return isArchive(source) ? await inspectArchive(source, options) : await inspectSource(source, options)
  } finally {
    await source.close()
  }
}

async function inspectSource(source: Source, options: Options): Promise<DataInspection | OtherInspection> {
  const { sniffed, size } = source
  const start = readerOf(sniffed.format)
  if (start === undefined)
    return { ...sniffed, bytes: size, fileBytes: size, kind: 'other', readable: false, warnings: [] }
  const reading = start(groupBytes)
  const { fileBytes } = await source.read(reading.target, reading.warnings, {
    ...options,
    drain: () => {
      // No one wants the columns here: figures only.
      reading.groups.length = 0
      return Promise.resolve()
    }
  })
  const facts = reading.finish().facts()
  return {
    ...sniffed,
    bytes: reading.bytesRead(),
    fileBytes,
    readable: true,
    ...facts,
    warnings: reading.warnings.list()
  }
}

async function inspectArchive(source: Source, options: Options): Promise<ArchiveInspection> {
  const warnings = new Warnings()
  const members: MemberInspection[] = []
  let bytes = 0
  for (const member of await source.members(warnings)) {
    bytes += member.bytes
    if (member.problem !== null) warnings.add(memberProblems[member.problem], null, { name: member.name })
    else members.push(await inspectMember(source, member, options))
  }
  return {
    ...source.sniffed,
    bytes,
    fileBytes: source.size,
    kind: 'archive',
    readable: members.some(member => member.kind !== 'other' && member.kind !== 'fault'),
    members,
    warnings: warnings.list()
  }
}

/** One file of an archive; what is wrong with it does not keep the others from being read. */
async function inspectMember(
  archive: Source,
  member: ZipMember,
  options: Options
): Promise<MemberInspection> {
  const { name } = member
  const source = await archive.member(member)
  try {
    const found = await inspectSource(source, { signal: options.signal, limits: options.limits })
    return { name, ...found, bytes: found.kind === 'other' ? member.bytes : found.bytes }
  } catch (error) {
    if (!(error instanceof FabError) || error.fault.key === 'contract.cancelled') throw error
    const { size } = source
    return {
      name,
      ...source.sniffed,
      bytes: member.bytes,
      fileBytes: size,
      kind: 'fault',
      fault: error.fault,
      warnings: []
    }
  }
}
