import type { Expression, Operation, Place } from './model'

/**
 * A component that fails unseen at a constant rate and is tested every `interval`, once it has run for many of
 * them. The test takes no time; what it finds failed is repaired at once (`repair` null) or at a rate, during which
 * it is out of service. Without repair time the mean over an interval is 1 - (1 - exp(-x)) / x with x = rate *
 * interval, of which x / 2 is the first term (Rausand & Hoyland, System Reliability Theory, 2nd ed. 2004,
 * section 10.3). With one, the share in repair right after a test follows from the test finding things as it found
 * them the last time. Rates and times in one unit.
 */

/** 1 - (1 - exp(-x)) / x; exact to the last digits for small x, where the difference would cancel. */
function meanFailed(x: number): number {
  if (x >= 1) return 1 + Math.expm1(-x) / x
  let [sum, term] = [0, 1]
  for (let k = 1; Math.abs(term) > 1e-18 && k < 40; k++) {
    term *= -x / (k + 1)
    sum -= term
  }
  return sum
}

/** Integral of exp(-rate t) over an interval. */
const lasting = (rate: number, interval: number): number =>
  rate * interval < 1e-12 ? interval : -Math.expm1(-rate * interval) / rate

const alike = (rate: number, repair: number): boolean =>
  Math.abs(repair - rate) < 1e-9 * Math.max(repair, rate)

/** Share in repair right after a test. */
function inRepair(rate: number, interval: number, repair: number): number {
  const gone = -Math.expm1(-rate * interval)
  const back = alike(rate, repair)
    ? repair * interval * Math.exp(-repair * interval)
    : (repair / (repair - rate)) * (Math.exp(-rate * interval) - Math.exp(-repair * interval))
  return gone / (gone + back)
}

/** Mean unavailability over an interval between two tests. */
export function meanTested(rate: number, interval: number, repair: number | null): number {
  const unseen = meanFailed(rate * interval)
  if (repair === null) return unseen
  const share = inRepair(rate, interval, repair)
  const running = alike(rate, repair)
    ? (lasting(repair, interval) - interval * Math.exp(-repair * interval)) / interval
    : ((repair / (repair - rate)) * (lasting(rate, interval) - lasting(repair, interval))) / interval
  return (1 - share) * unseen + share * (1 - running)
}

/** Unavailability right before a test; with a time of repair, right after it as well. */
export function worstTested(rate: number, interval: number, repair: number | null): number {
  return repair === null ? -Math.expm1(-rate * interval) : inRepair(rate, interval, repair)
}

/** The same in operations of Open-PSA MEF, which has no word for it. */
export function testedPlainly({ figure, args, at }: Extract<Expression, { op: 'tested' }>): Expression {
  const op = (name: Operation, ...of: readonly Expression[]): Expression => ({ op: name, args: of, at })
  const one = number(1, at)
  const [rate = one, interval = one, repair] = args
  if (rate.op === 'number' && rate.value === 0) return rate
  const failed = op('exponential', rate, interval)
  const running = op('div', failed, op('mul', rate, interval))
  if (repair === undefined) return figure === 'worst' ? failed : op('sub', one, running)
  const repaired = op('exponential', repair, interval)
  const pace = op('div', repair, op('sub', repair, rate))
  const share = op('div', failed, op('add', failed, op('mul', pace, op('sub', repaired, failed))))
  if (figure === 'worst') return share
  const lasting = op('sub', op('div', failed, rate), op('div', repaired, repair))
  const back = op('div', op('mul', pace, lasting), interval)
  return op('sub', one, op('mul', op('sub', one, share), running), op('mul', share, back))
}

/** Rate and interval of an expression that {@link testedPlainly} writes for a mean; null for any other. */
export function meanIn(
  made: Expression
): { readonly rate: Expression; readonly interval: Expression } | null {
  if (made.op !== 'sub' || made.args.length !== 2) return null
  const [one, share] = made.args
  if (one?.op !== 'number' || one.value !== 1 || share?.op !== 'div' || share.args.length !== 2) return null
  const [failed, product] = share.args
  if (failed?.op !== 'exponential' || product?.op !== 'mul' || product.args.length !== 2) return null
  const [rate, interval] = failed.args
  const [first, second] = product.args
  if (rate === undefined || interval === undefined || first === undefined || second === undefined) return null
  return same(rate, first) && same(interval, second) ? { rate, interval } : null
}

const number = (value: number, at: Place): Expression => ({ op: 'number', value, at })

const same = (a: Expression, b: Expression): boolean =>
  (a.op === 'number' && b.op === 'number' && a.value === b.value) ||
  (a.op === 'parameter' && b.op === 'parameter' && a.name === b.name)
