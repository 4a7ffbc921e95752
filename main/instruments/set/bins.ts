import type { RecordFields } from '../formats/stdf/fields'
import type { Warnings } from '../formats/warnings'
import type { BinInfo } from './types'

/** What HBR or SBR records say of one bin. */
interface Declared {
  name: string
  passFail: 'P' | 'F' | ''
  /** Count of the whole-file record (HEAD 255). */
  total: number | null
  /** Sum of the per-site records, for files without a whole-file one. */
  sites: number
}

/** Counts parts per bin and keeps what the bin records say. Counts come from PRRs alone. */
export class BinBook {
  readonly #kind: 'hard' | 'soft'
  readonly #prefix: 'HBIN' | 'SBIN'
  readonly #counts = new Float64Array(0x10000)
  readonly #declared = new Map<number, Declared>()

  constructor(kind: 'hard' | 'soft') {
    this.#kind = kind
    this.#prefix = kind === 'hard' ? 'HBIN' : 'SBIN'
  }

  /** A part landed in a bin. 65535 is the standard's 'no bin'. */
  count(bin: number): void {
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1
  }

  /** HBR or SBR. */
  describe(fields: RecordFields): void {
    const number = fields[`${this.#prefix}_NUM`]
    if (typeof number !== 'number') return
    const count = Number(fields[`${this.#prefix}_CNT`] ?? 0)
    const name = fields[`${this.#prefix}_NAM`]
    const verdict = fields[`${this.#prefix}_PF`]
    const known = this.#declared.get(number) ?? { name: '', passFail: '', total: null, sites: 0 }
    if (fields['HEAD_NUM'] === 255) known.total = (known.total ?? 0) + count
    else known.sites += count
    if (typeof name === 'string' && name !== '') known.name = name
    if (verdict === 'P' || verdict === 'F') known.passFail = verdict
    this.#declared.set(number, known)
  }

  /** Every bin counted or declared, by number. */
  finish(decode: (binary: string) => string, warnings: Warnings): BinInfo[] {
    const numbers = new Set(this.#declared.keys())
    for (let bin = 0; bin < 65535; bin++) if ((this.#counts[bin] ?? 0) > 0) numbers.add(bin)
    return [...numbers]
      .sort((a, b) => a - b)
      .map(number => {
        const declared = this.#declared.get(number)
        const count = this.#counts[number] ?? 0
        const total = declared === undefined ? null : (declared.total ?? declared.sites)
        if (total !== null && total !== count)
          warnings.add('binCountDiffers', null, {
            kind: this.#kind,
            bin: number,
            declared: total,
            counted: count
          })
        return {
          kind: this.#kind,
          number,
          name: decode(declared?.name ?? ''),
          passFail: declared?.passFail ?? '',
          count,
          declared: total
        }
      })
  }
}
