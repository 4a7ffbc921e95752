import type { Output } from '@contract/index'
import type { ParetoBarOut } from '@contract/pareto'
import type { Format } from '../app/i18n/useFormat'
import type { ComparedBar } from '../charts/ComparedPareto'
import type { ParetoBar } from '../charts/pareto'
import type { ParetoWords } from './words'

/** The answer of a chart. */
export type Answer = Output<'pareto.chart'>

/** With fewer things shares are rough enough to say so. */
export const few = 30

/** What a bar is called. */
export function nameOf(
  bar: ParetoBarOut,
  field: string,
  words: ParetoWords,
  other: (n: number) => string
): string {
  return bar.folded > 0 ? other(bar.folded) : words.value(field, bar.key, bar.label)
}

/** Bars as the chart draws them. */
export function barsOf(answer: Answer, name: (bar: ParetoBarOut) => string): readonly ParetoBar[] {
  return answer.bars.map((bar, i) => ({
    key: String(i),
    label: name(bar),
    count: bar.value,
    share: bar.share ?? 0,
    cumulative: bar.cumulative,
    vital: bar.vital,
    other: bar.folded > 0,
    folded: []
  }))
}

/** `n = 12, 34.1 % (22.0 % to 48.9 %)`: a share with what it rests on. */
export function shareWords(
  side: Pick<ParetoBarOut, 'n' | 'share' | 'low' | 'high'>,
  f: Format,
  to: (low: string, high: string) => string
): string {
  const interval = side.low === null ? '' : ` (${to(f.percent(side.low), f.percent(side.high))})`
  return `n = ${f.number(side.n)}, ${f.percent(side.share)}${interval}`
}

/** The same as a pair of a comparison, with a sign where the difference is more than chance. */
export function comparedOf(
  answer: Answer,
  name: (bar: ParetoBarOut) => string,
  names: readonly [string, string],
  f: Format,
  to: (low: string, high: string) => string
): readonly ComparedBar[] {
  return answer.bars.map(bar => {
    const { beside } = bar
    return {
      label: name(bar),
      first: bar.share ?? 0,
      second: beside?.share ?? 0,
      sign: beside?.says === 'up' ? '▲' : beside?.says === 'down' ? '▼' : '',
      lines: [
        `${names[0]}: ${shareWords(bar, f, to)}`,
        ...(beside === null ? [] : [`${names[1]}: ${shareWords(beside, f, to)}`]),
        ...(beside?.q == null ? [] : [`p ${chance(beside.p, f)}, q ${chance(beside.q, f)}`])
      ]
    }
  })
}

/** A probability in so many digits as mean something, with its sign: `= 0.03`, `< 0.0001`. */
export function chance(p: number | null, f: Format): string {
  if (p === null) return '—'
  return p < 0.0001 ? '< 0.0001' : `= ${f.significant(p, 2)}`
}

/** A difference of shares in points, without its sign. */
export function points(shift: number | null, f: Format): string {
  return shift === null ? '—' : f.number(Math.abs(shift) * 100, { maximumFractionDigits: 1 })
}

/** The same with its sign. */
export function signedPoints(shift: number | null, f: Format): string {
  if (shift === null) return '—'
  const sign = shift > 0.0005 ? '+' : shift < -0.0005 ? '−' : '±'
  return `${sign}${points(shift, f)}`
}
