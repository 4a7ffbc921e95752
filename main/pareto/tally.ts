import type { Resolved } from './fields'
import type { FactTable } from './table'

/** Rows whose value of a field is allowed: 1 by code of the column. */
export interface Sieve {
  readonly codes: readonly number[]
  readonly lets: Uint8Array
}

/** A sieve that lets the named values through, or with `not` all others. */
export function sieve(field: Resolved, keys: readonly string[], not = false): Sieve {
  const wanted = new Set(keys)
  return sieveBy(field, text => wanted.has(text) !== not)
}

/** A sieve by what a value is. */
export function sieveBy({ codes, map, texts }: Resolved, allowed: (text: string) => boolean): Sieve {
  const ok = texts.map(text => (allowed(text) ? 1 : 0))
  return { codes, lets: Uint8Array.from(map, code => ok[code] ?? 0) }
}

function passes(sieves: readonly Sieve[], row: number): boolean {
  for (const { codes, lets } of sieves) if (lets[codes[row] ?? 0] !== 1) return false
  return true
}

/** Places of the rows that pass all sieves. */
export function rowsOf(table: FactTable, sieves: readonly Sieve[]): number[] {
  const rows: number[] = []
  for (let row = 0; row < table.length; row++)
    if (table.alive[row] === 1 && passes(sieves, row)) rows.push(row)
  return rows
}

/** How rows are weighed: a column of numbers, or a number by the value of a field. */
export type Weigh =
  | { readonly by: 'column'; readonly values: readonly number[] }
  | { readonly by: 'value'; readonly codes: readonly number[]; readonly weights: Float64Array }

/** The weight of a row; NaN where it has none. */
export function weightOf(weigh: Weigh, row: number): number {
  return weigh.by === 'column'
    ? (weigh.values[row] ?? Number.NaN)
    : (weigh.weights[weigh.codes[row] ?? 0] ?? Number.NaN)
}

/** Sums over rows by the value of a field; index = code of the field's texts. */
export interface Tally {
  readonly value: Float64Array
  /** Things counted. */
  readonly n: Float64Array
  readonly total: { readonly value: number; readonly n: number }
  /** Things that have nothing to be weighed by; they are in none of the sums. */
  readonly weightless: number
}

/** Sum rows up by the value of a field. `units`: how many things a row counts for. */
export function tally(
  rows: readonly number[],
  field: Resolved,
  weigh: Weigh,
  units: readonly number[]
): Tally {
  const { codes, map, texts } = field
  const value = new Float64Array(texts.length)
  const n = new Float64Array(texts.length)
  let weightless = 0
  const total = { value: 0, n: 0 }
  for (const row of rows) {
    const things = units[row] ?? 0
    const weight = weightOf(weigh, row)
    if (Number.isNaN(weight)) {
      weightless += things
      continue
    }
    const code = map[codes[row] ?? 0] ?? 0
    value[code] = (value[code] ?? 0) + weight
    n[code] = (n[code] ?? 0) + things
    total.value += weight
    total.n += things
  }
  return { value, n, total, weightless }
}
