import { FabError } from '@contract/errors'
import type { ZipMember } from './formats/container/zip'
import type { Source } from './formats/input'
import type { FileFormat } from './formats/sniff'
import type { Warnings, WarningKey } from './formats/warnings'
import { readerOf } from './readers'

/** A file of an archive that FabCase reads data from. */
export interface MemberListing {
  /** Place in the archive's directory. */
  readonly index: number
  /** Path inside the archive. */
  readonly name: string
  readonly format: FileFormat
  /** Unpacked, as the directory says. */
  readonly bytes: number
  readonly packedBytes: number
}

/** More sets than this come from no lot. */
const mostMembers = 1000

/** What is said of a member that cannot be read. */
export const memberProblems: Readonly<Record<NonNullable<ZipMember['problem']>, WarningKey>> = {
  encrypted: 'memberEncrypted',
  method: 'memberMethod',
  overlap: 'memberOverlap',
  outside: 'memberOutside'
}

/** True for an archive whose files are read one by one. */
export function isArchive(source: Source): boolean {
  return source.sniffed.format === 'zip' && source.sniffed.compression === 'none'
}

/**
 * The files of an archive that data is read from; what keeps others from being read is noted.
 * @throws FabError contract.cancelled
 */
export async function readableMembers(
  archive: Source,
  warnings: Warnings,
  signal?: AbortSignal
): Promise<MemberListing[]> {
  const found: MemberListing[] = []
  for (const member of await archive.members(warnings)) {
    if (signal?.aborted === true) throw new FabError('contract.cancelled')
    const { index, name, bytes, packedBytes, problem } = member
    if (problem !== null) {
      warnings.add(memberProblems[problem], null, { name })
      continue
    }
    const { format } = (await archive.member(member)).sniffed
    if (readerOf(format) === undefined) continue
    if (found.length === mostMembers) {
      warnings.add('membersCut', null, { limit: mostMembers })
      break
    }
    found.push({ index, name, format, bytes, packedBytes })
  }
  return found
}
