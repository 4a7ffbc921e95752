/**
 * What a reader can have to say about a file it could still read, in part or whole. The texts are
 * `warnings.<key>` of the namespace `instruments`.
 */
export const warningKeys = [
  'truncated',
  'resync',
  'strayTail',
  'padding',
  'unknownRecord',
  'shortRecord',
  'stdfVersion',
  'laterFile',
  'byteOrderChanged',
  'noMir',
  'partWithoutStart',
  'partUnfinished',
  'resultsWithoutPart',
  'waferUnfinished',
  'waferEndWithoutStart',
  'waferCountDiffers',
  'binCountDiffers',
  'limitsChanged',
  'tooManyTests',
  'notesCut',
  'detailsCut',
  'gzipTruncated',
  'gzipDamaged',
  'packedTruncated',
  'packedDamaged',
  'packedCheck',
  'packedTail',
  'zipDirectoryLost',
  'zipSplit',
  'zipTooMany',
  'memberEncrypted',
  'memberMethod',
  'memberOverlap',
  'memberOutside',
  'membersCut',
  'unknownLine',
  'strayLine',
  'lineCut',
  'badValue',
  'charsetUncertain',
  'klarfVersion',
  'klarfLater',
  'klarfNoEnd',
  'klarfTruncated',
  'klarfListOpen',
  'klarfMissingEnd',
  'klarfStatementCut',
  'klarfRowShort',
  'klarfRowCut',
  'klarfRowLong',
  'klarfNoSpec',
  'klarfSpecCount',
  'klarfBadNumber',
  'klarfBadDate',
  'klarfImages',
  'klarfQuote',
  'klarfDataCount',
  'klarfSummaryCount',
  'klarfNoGeometry',
  'klarfWaferEmpty',
  'klarfTooManyWafers',
  'klarfUnknown',
  'more'
] as const

/** One of {@link warningKeys}. */
export type WarningKey = (typeof warningKeys)[number]

/** One remark on a file. `offset` counts unpacked bytes from the start of the file; null where none applies. */
export interface Warning {
  readonly key: WarningKey
  readonly offset: number | null
  readonly params: WarningParams
  /** How many remarks it stands for: 1, or as many as a `more` sums up. */
  readonly count: number
}

/** What fills the blanks of a warning's text. */
export type WarningParams = Readonly<Record<string, string | number>>

/**
 * Gathers warnings. A damaged file can earn millions: each key keeps its first few and counts the rest, which
 * {@link Warnings.list} reports as one `more` per key.
 */
export class Warnings {
  readonly #kept: Warning[] = []
  readonly #counts = new Map<WarningKey, number>()
  readonly #perKey: number

  constructor(perKey = 20) {
    this.#perKey = perKey
  }

  /** Note a warning; cheap when its key is already full. */
  add(key: WarningKey, offset: number | null, params: WarningParams = {}): void {
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count <= this.#perKey) this.#kept.push({ key, offset, params, count: 1 })
  }

  /** How often a key was noted. */
  count(key: WarningKey): number {
    return this.#counts.get(key) ?? 0
  }

  /** What was kept, in the order of discovery, then one `more` for each key that had more. */
  list(): Warning[] {
    const more: Warning[] = []
    for (const [kind, count] of this.#counts) {
      const rest = count - this.#perKey
      if (rest > 0) more.push({ key: 'more', offset: null, params: { kind, count: rest }, count: rest })
    }
    return [...this.#kept, ...more]
  }
}
