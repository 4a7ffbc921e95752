import { FabError } from '@contract/errors'

/** Takes what a stage gives out. The memory of the piece is used again once the promise resolves. */
export type Emit = (piece: Uint8Array) => Promise<void>

/** One packing being undone, piece by piece. */
export interface Stage {
  /** Take the next packed bytes; resolves once what they hold is given out. The piece's memory may then be reused. */
  push(piece: Uint8Array): Promise<void>
  /** No more packed bytes come. */
  end(): Promise<void>
  /** Let go of what is held, whether or not the end was reached. */
  destroy(): void
}

/** Guards against files made to swell. */
export interface UnpackLimits {
  /** Unpacked bytes never exceed this. */
  readonly maxBytes: number
  /** Once `ratioFrom` bytes are out, unpacked / packed may not exceed `maxRatio`. Real STDF packs 5 to 60 fold. */
  readonly maxRatio: number
  readonly ratioFrom: number
}

/** What files of measurements keep to by far. */
export const defaultLimits: UnpackLimits = { maxBytes: 16 * 2 ** 30, maxRatio: 400, ratioFrom: 64 << 20 }

/**
 * Counts what a stage gives out and stops it when it is cancelled or swells beyond the limits.
 * @param packed bytes of the file as it stands read so far
 * @throws FabError contract.cancelled, file.bomb
 */
export function guarded(
  emit: Emit,
  packed: () => number,
  limits: UnpackLimits,
  signal: AbortSignal | undefined
): Emit {
  const { maxBytes, maxRatio, ratioFrom } = limits
  let out = 0
  return piece => {
    out += piece.length
    if (signal?.aborted === true) throw new FabError('contract.cancelled')
    if (out > maxBytes || (out > ratioFrom && out > maxRatio * packed()))
      throw new FabError('file.bomb', { bytes: out })
    return emit(piece)
  }
}
