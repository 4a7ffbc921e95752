import { normalTwoSided } from './normal'

/** Agreement of two raters over the same things. */
export interface Agreement {
  readonly n: number
  /** Share in which they agree. */
  readonly observed: number
  /** Share in which they would by chance. */
  readonly expected: number
  /** Cohen's kappa; 1 where chance alone already agrees on everything. */
  readonly kappa: number
  readonly low: number
  readonly high: number
}

/**
 * Cohen's kappa (1960) of a square table, `table[i][j]` things called i by the first and j by the second; interval by
 * the large-sample variance of Fleiss, Cohen and Everitt (1969). Null of an empty table.
 */
export function cohensKappa(table: readonly (readonly number[])[], confidence = 0.95): Agreement | null {
  const size = table.length
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const n = sum(table.map(sum))
  if (!(n > 0)) return null
  const share = (i: number, j: number) => (table[i]?.[j] ?? 0) / n
  const classes = Array.from({ length: size }, (_, i) => i)
  const rows = classes.map(i => sum(classes.map(j => share(i, j))))
  const columns = classes.map(j => sum(classes.map(i => share(i, j))))
  const observed = sum(classes.map(i => share(i, i)))
  const expected = sum(classes.map(i => (rows[i] ?? 0) * (columns[i] ?? 0)))
  if (expected >= 1) return { n, observed, expected, kappa: 1, low: 1, high: 1 }
  const kappa = (observed - expected) / (1 - expected)
  let agreeing = 0
  let parting = 0
  for (const i of classes)
    for (const j of classes) {
      const marginal = (rows[j] ?? 0) + (columns[i] ?? 0)
      if (i === j) agreeing += share(i, i) * (1 - ((rows[i] ?? 0) + (columns[i] ?? 0)) * (1 - kappa)) ** 2
      else parting += share(i, j) * marginal ** 2
    }
  const variance =
    (agreeing + (1 - kappa) ** 2 * parting - (kappa - expected * (1 - kappa)) ** 2) /
    (n * (1 - expected) ** 2)
  const half = normalTwoSided(confidence) * Math.sqrt(Math.max(0, variance))
  return { n, observed, expected, kappa, low: Math.max(-1, kappa - half), high: Math.min(1, kappa + half) }
}
