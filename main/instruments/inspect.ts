import { Source, type ReadOptions } from './formats/input'
import type { FileFormat } from './formats/sniff'
import type { Warning } from './formats/warnings'
import { readerOf, type ContentFacts } from './readers'

/** What every file can be asked. */
interface FileFacts {
  readonly format: FileFormat
  readonly compression: 'gzip' | 'bzip2' | 'none'
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

/** What {@link inspectFile} answers. */
export type Inspection = DataInspection | OtherInspection

/** Columns held back while no one wants them. */
const groupBytes = 8 << 20

/**
 * Look into a file: tell its format by content and, where FabCase has a reader for it, read all of it.
 * @throws FabError file.unreadable, file.bomb, contract.cancelled
 */
export async function inspectFile(
  path: string,
  options: Pick<ReadOptions, 'signal' | 'onProgress' | 'limits'> = {}
): Promise<Inspection> {
  const source = await Source.open(path)
  try {
    const { sniffed } = source
    const start = readerOf(sniffed)
    if (start === undefined) {
      const { size } = source
      return { ...sniffed, bytes: size, fileBytes: size, kind: 'other', readable: false, warnings: [] }
    }
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
  } finally {
    await source.close()
  }
}
