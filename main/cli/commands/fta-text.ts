import type { Blanks, TextKey } from '../run'
import type { Estimate, FaultTreeAnswer, Measures, PrimeFindings } from '../../rca/worker-tasks'
import { pairLines, plain, tableLines } from '../table'

/** A text of the command line in the language of the run. */
type Says = (key: TextKey, blanks?: Blanks) => string

/**
 * What `fta` prints for people.
 * @param list sets were asked for
 */
export function ftaLines(text: Says, answer: FaultTreeAnswer, list: boolean): readonly string[] {
  const { findings, ignored, tops, seconds } = answer
  const { primes, primesSpent, importance, estimates } = findings
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
    ...(estimates.length === 0
      ? []
      : [
          '',
          text(estimatesHead(findings), { order: findings.counted.order ?? '' }),
          ...estimateLines(text, findings)
        ]),
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
    ...(tops.length > 1
      ? [`! ${text('fta.otherTops', { names: plain(tops.filter(one => one !== findings.top).join(', ')) })}`]
      : []),
    ...ignored.map(one => `! ${text('fta.ignored', { what: plain(one.what), line: one.line })}`)
  ]
}

const byOrder = (counts: readonly string[]): string =>
  counts.map((n, order) => `${String(order)}: ${n}`).join(', ')

/** The set of a top that always happens has nothing in it, and is written all the same. */
const inBraces = (names: readonly string[]): string => (names.length === 0 ? '{}' : names.join(' '))

const figure = (value: number | null): string =>
  value === null ? '∞' : Number(value.toPrecision(8)).toString()

/** Some digits of a number, rounded up or down: what is printed of a bound holds as well. */
function outwards(value: number, up: boolean, digitsMost = 6): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(digitsMost).split('e')
  const power = Number(exponent) - digitsMost
  const digits = Math.round(Number(mantissa) * 10 ** digitsMost)
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
      { title: text('fta.diagnostic'), value: row => figure(row.diagnostic) },
      { title: 'RAW', value: row => figure(row.raw) },
      { title: 'RRW', value: row => figure(row.rrw) }
    ],
    rows
  )
}

type Findings = FaultTreeAnswer['findings']

/** What the estimates are, in a word. */
function estimatesHead({ estimates, counted }: Findings): TextKey {
  if (estimates.every(one => one.near === null))
    return estimates.every(one => one.lower === null) ? 'fta.estimatesNone' : 'fta.estimatesProven'
  return counted.order === null ? 'fta.estimatesAll' : 'fta.estimates'
}

/** Approximations, each with the bounds between which the truth lies; the most critical first. */
function estimateLines(text: Says, { estimates }: Findings): readonly string[] {
  if (estimates.every(one => one.near === null && one.lower === null)) return []
  const worth = ({ near, upper }: Estimate): number => near?.criticality ?? upper?.criticality ?? 0
  const rows = estimates.toSorted((a, b) => worth(b) - worth(a))
  const bounds = ({ lower, upper }: Estimate, of: keyof Measures): string => {
    if (lower === null || upper === null) return ''
    const [low, high] = [lower[of], upper[of]]
    return `${low === null ? '∞' : outwards(low, false, 3)} .. ${high === null ? '∞' : outwards(high, true, 3)}`
  }
  const both = (one: Estimate, of: keyof Measures): string =>
    `${one.near === null ? '' : `≈${short(one.near[of])} `}[${bounds(one, of)}]`
  return tableLines(
    [
      { title: text('fta.event'), value: row => row.event },
      { title: text('fta.p'), value: row => figure(row.probability) },
      {
        title: text('fta.fussellVesely'),
        value: row => (row.near === null ? '' : `≈${short(row.near.fussellVesely)}`)
      },
      { title: text('fta.birnbaum'), value: row => both(row, 'birnbaum') },
      { title: text('fta.criticality'), value: row => both(row, 'criticality') },
      { title: text('fta.diagnostic'), value: row => both(row, 'diagnostic') },
      { title: 'RAW', value: row => both(row, 'raw') },
      { title: 'RRW', value: row => both(row, 'rrw') }
    ],
    rows
  )
}

const short = (value: number | null): string =>
  value === null ? '∞' : Number(value.toPrecision(4)).toString()
