import { crc32 } from 'node:zlib'
import type { Warnings } from '../warnings'
import { Bunzip2 } from './bunzip2'
import { Inflate } from './inflate'
import { guarded, type Emit, type Stage, type UnpackLimits } from './stage'
import { Uncompress } from './uncompress'
import type { ZipMember } from './zip'

/** A packing around a whole file, told by its first bytes. */
export type Packing = 'gzip' | 'bzip2' | 'compress'

/** One layer around the content: a packing, or the archive it is a member of. */
export type Layer = Packing | ZipMember

/** What a chain of stages is to keep to. */
export interface ChainOptions {
  /** Bytes of the file as it stands read so far. */
  readonly packed: () => number
  readonly limits: UnpackLimits
  readonly signal: AbortSignal | undefined
}

/**
 * Stages that undo layers one after another.
 * @param layers outermost first
 * @param emit takes the content
 */
export function chain(
  layers: readonly Layer[],
  emit: Emit,
  warnings: Warnings,
  { packed, limits, signal }: ChainOptions
): Stage {
  const stages: Stage[] = []
  let next = emit
  for (const layer of [...layers].reverse()) {
    const inner = guarded(next, packed, limits, signal)
    const stage =
      typeof layer === 'string' ? unpacker(layer, inner, warnings) : member(layer, inner, warnings)
    stages.unshift(stage)
    next = piece => stage.push(piece)
  }
  return {
    push: next,
    end: async () => {
      for (const stage of stages) await stage.end()
    },
    destroy: () => {
      for (const stage of stages) stage.destroy()
    }
  }
}

function unpacker(packing: Packing, emit: Emit, warnings: Warnings): Stage {
  if (packing === 'gzip') return new Inflate('gzip', emit, warnings)
  return packing === 'bzip2' ? new Bunzip2(emit, warnings) : new Uncompress(emit, warnings)
}

/** Undoes the packing of an archive's member and compares what came out with what its directory says. */
function member(entry: ZipMember, emit: Emit, warnings: Warnings): Stage {
  let sum = 0
  let count = 0
  const counted: Emit = piece => {
    sum = crc32(piece, sum)
    count += piece.length
    return emit(piece)
  }
  const inner =
    entry.method === 'deflate'
      ? new Inflate('zip', counted, warnings)
      : entry.method === 'bzip2'
        ? new Bunzip2(counted, warnings)
        : null
  return {
    push: inner === null ? counted : piece => inner.push(piece),
    end: async () => {
      const before = warnings.count('packedTruncated') + warnings.count('packedDamaged')
      await inner?.end()
      const told = warnings.count('packedTruncated') + warnings.count('packedDamaged') > before
      if (told || entry.crc < 0) return
      if (inner === null && count < entry.bytes) warnings.add('packedTruncated', count, { packing: 'zip' })
      else if (sum !== entry.crc) warnings.add('packedCheck', count, { packing: 'zip' })
    },
    destroy: () => inner?.destroy()
  }
}
