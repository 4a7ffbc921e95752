/**
 * One line of the bench table. A bench file `tests/bench/<topic>.bench.mts` exports
 * `default async function bench(): Promise<Row[]>`; `npm run bench` runs each in a process of its own.
 */
export interface Row {
  /** What was measured, in a few words: 'STDF decode, all fields, 100 MB'. */
  readonly name: string
  /** The figure, in `unit`. */
  readonly value: number
  /** 'MB/CPU s', 'ms p95', 'kB gzip', 'x' ... */
  readonly unit: string
  /** The same work done by the yardstick, measured in the same run, in the same unit. */
  readonly reference?: number
  /** What the yardstick is: 'bare walk over the records'. */
  readonly referenceName?: string
  /** Ours against the yardstick, in the sense the row's target is meant. */
  readonly ratio?: number
  /** The target as it is written in the table: '>= 300', '<= 8 x'. */
  readonly target?: string
  /** Whether the target is met; absent where there is none. */
  readonly ok?: boolean
}

/** The q-quantile (0..1) of the values, by the nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))
  return sorted[at] ?? Number.NaN
}

/** User plus system CPU time of this process, all threads, in seconds, spent in `work`. */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const spent = process.cpuUsage(before)
  return (spent.user + spent.system) / 1e6
}
