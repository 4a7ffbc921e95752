import type { Blanks, TextKey } from '../run'
import type { FaultTreeAnswer, PrimeFindings } from '../../rca/worker-tasks'
import { pairLines, plain, tableLines } from '../table'

/** A text of the command line in the language of the run. */
export type Says = (key: TextKey, blanks?: Blanks) => string

/**
 * What `fta` prints for people.
 * @param list sets were asked for
 */
export function ftaLines(text: Says, answer: FaultTreeAnswer, list: boolean): readonly string[] {
  const { findings, ignored, seconds } = answer
  const { primes, primesSpent, importance } = findings
  return [
    ...pairLines([
      [text('fta.top'), findings.top],
      ...(findings.p === null ? [] : [[text('fta.p'), figure(findings.p)] as const]),
      ...(findings.bounds === null ? [] : [[text('fta.bounds'), boundsText(findings.bounds)] as const]),
      [text('fta.mcs'), findings.mcs],
      [text('fta.byOrder'), byOrder(findings.mcsByOrder)],
      ...(primes === null
        ? []
        : [
            [text('fta.primes'), primes.count] as const,
            [text('fta.byLiterals'), byOrder(primes.byOrder)] as const
          ]),
      [text('fta.events'), findings.events],
      [text('fta.gates'), findings.gates],
      [text('fta.coherent'), text(findings.coherent ? 'fta.yes' : 'fta.no')],
      [text('fta.seconds'), figure(seconds)]
    ]),
    ...(list ? ['', ...(findings.coherent ? [] : [text('fta.setsHead')]), ...setLines(text, findings)] : []),
    ...(list && primes !== null ? ['', text('fta.primesHead'), ...primeLines(text, primes)] : []),
    ...(importance.length === 0 ? [] : ['', ...importanceLines(text, findings)]),
    ...(findings.bounds === null ? [] : [`! ${text('fta.onlyBounds')}`]),
    ...(findings.counted.order === null
      ? []
      : [`! ${text('fta.countedOrder', { order: findings.counted.order })}`]),
    ...(findings.counted.cutOff === null
      ? []
      : [`! ${text('fta.countedCutOff', { cutOff: findings.counted.cutOff })}`]),
    ...(primes === null || primes.order === null
      ? []
      : [`! ${text('fta.primesOrder', { order: primes.order })}`]),
    ...(primesSpent ? [`! ${text('fta.primesSpent')}`] : []),
    ...ignored.map(one => `! ${text('fta.ignored', { what: plain(one.what), line: one.line })}`)
  ]
}

const byOrder = (counts: readonly string[]): string =>
  counts.map((n, order) => `${String(order)}: ${n}`).join(', ')

/** The set of a top that always happens has nothing in it, and is written all the same. */
const inBraces = (names: readonly string[]): string => (names.length === 0 ? '{}' : names.join(' '))

const figure = (value: number | null): string =>
  value === null ? '∞' : Number(value.toPrecision(8)).toString()

/** Seven digits of a number, rounded up or down: what is printed of a bound holds as well. */
function outwards(value: number, up: boolean): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(6).split('e')
  const power = Number(exponent) - 6
  const digits = Math.round(Number(mantissa) * 1e6)
  const of = (whole: number): number => Number(`${String(whole)}e${String(power)}`)
  const near = of(digits)
  const off = up ? near < value : near > value
  return String(off ? of(digits + (up ? 1 : -1)) : near)
}

const boundsText = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
  `${outwards(lower, false)} .. ${outwards(upper, true)}`

function setLines(text: Says, { cutSets }: FaultTreeAnswer['findings']): readonly string[] {
  return tableLines(
    [
      { title: text('fta.p'), value: set => (set.probability === null ? '' : figure(set.probability)) },
      { title: text('fta.set'), value: set => inBraces(set.events) }
    ],
    cutSets
  )
}

function primeLines(text: Says, { listed }: PrimeFindings): readonly string[] {
  return tableLines(
    [
      { title: text('fta.p'), value: one => (one.probability === null ? '' : figure(one.probability)) },
      {
        title: text('fta.literals'),
        value: one => inBraces(one.literals.map(({ event, negated }) => (negated ? `¬${event}` : event)))
      }
    ],
    listed
  )
}

function importanceLines(text: Says, { importance }: FaultTreeAnswer['findings']): readonly string[] {
  const rows = importance.toSorted((a, b) => Math.abs(b.criticality) - Math.abs(a.criticality))
  return tableLines(
    [
      { title: text('fta.event'), value: row => row.event },
      { title: text('fta.p'), value: row => figure(row.probability) },
      { title: text('fta.fussellVesely'), value: row => figure(row.fussellVesely) },
      { title: text('fta.birnbaum'), value: row => figure(row.birnbaum) },
      { title: text('fta.criticality'), value: row => figure(row.criticality) },
      { title: 'RAW', value: row => figure(row.raw) },
      { title: 'RRW', value: row => figure(row.rrw) }
    ],
    rows
  )
}
