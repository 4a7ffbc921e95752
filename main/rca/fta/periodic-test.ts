/** Probability of failure within `t` at a constant rate. */
const failed = (rate: number, t: number): number => -Math.expm1(-rate * t)

/** Repaired at rate `mu` and running again after `t`, failing at rate `lambda` once it runs; of those in repair. */
function restored(lambda: number, mu: number, t: number): number {
  if (Math.abs(mu - lambda) < 1e-12 * Math.max(mu, lambda)) return mu * t * Math.exp(-mu * t)
  return (mu / (mu - lambda)) * (Math.exp(-lambda * t) - Math.exp(-mu * t))
}

/**
 * Unavailability of a component tested at theta, theta + tau, ..., repaired at once where a test finds it failed.
 * MEF 2.0d section 4.3.5, four arguments. Times and rates in one unit.
 */
export function instantRepair(lambda: number, tau: number, theta: number, time: number): number {
  if (time <= theta) return failed(lambda, time)
  const since = (time - theta) % tau
  return failed(lambda, since === 0 ? tau : since)
}

/**
 * The same where repair takes a time of rate `mu` and the test takes none; five arguments. What a test finds
 * failed goes into repair and may fail again, unseen until the next test.
 */
export function instantTest(lambda: number, mu: number, tau: number, theta: number, time: number): number {
  return completeTest(
    {
      lambda,
      lambdaTest: lambda,
      mu,
      tau,
      theta,
      gamma: 0,
      duration: 0,
      available: true,
      sigma: 1,
      omega: 0
    },
    time
  )
}

/** What a periodic test is told of; MEF 2.0d section 4.3.5, eleven arguments less the time. */
export interface PeriodicTest {
  readonly lambda: number
  /** Failure rate while it is tested. */
  readonly lambdaTest: number
  readonly mu: number
  readonly tau: number
  /** Time of the first test. */
  readonly theta: number
  /** Chance that beginning the test fails it. */
  readonly gamma: number
  readonly duration: number
  /** Whether it serves while it is tested. */
  readonly available: boolean
  /** Chance that the test sees a failure. */
  readonly sigma: number
  /** Chance that it is badly restarted after a test or a repair. */
  readonly omega: number
}

/** Shares of the component's states. Failed is what no state covers. */
interface States {
  readonly working: number
  readonly repair: number
}

/** Unavailability at `time`. */
export function completeTest(test: PeriodicTest, time: number): number {
  const { lambda, mu, tau, theta, duration } = test
  if (time <= theta) return failed(lambda, time)
  const between = (from: States, t: number): States => ({
    working: from.working * Math.exp(-lambda * t) + from.repair * (1 - test.omega) * restored(lambda, mu, t),
    repair: from.repair * Math.exp(-mu * t)
  })
  let at: States = { working: 1 - failed(lambda, theta), repair: 0 }
  let left = time - theta
  for (;;) {
    // The test: what is in repair goes on being repaired and is not tested.
    const tested = at.working * (1 - test.gamma)
    const inTest = Math.min(left, duration)
    const runs = tested * Math.exp(-test.lambdaTest * inTest)
    const beside = between({ working: 0, repair: at.repair }, inTest)
    if (left < duration) return 1 - beside.working - (test.available ? runs : 0)
    const found = (1 - at.working - at.repair + at.working - runs) * test.sigma
    at = { working: runs * (1 - test.omega) + beside.working, repair: beside.repair + found }
    left -= duration
    const pause = tau - duration
    if (left <= pause) return 1 - between(at, left).working
    at = between(at, pause)
    left -= pause
  }
}
