import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { studyCapability } from '../../../main/statistics/capability'
import { fisherExact, type Table2 } from '../../../main/statistics/contingency'
import { cChart, uChart } from '../../../main/statistics/control/attributes'
import { individualsLimits } from '../../../main/statistics/control/individuals'
import { poissonCusum } from '../../../main/statistics/control/sums'
import { benjaminiHochberg, bonferroni, holm } from '../../../main/statistics/multiplicity'
import { dppm, poissonBurst, poissonInterval, rateRatio } from '../../../main/statistics/rates'

/** Worked figures of the field lie beside the project where they are available at all. */
const file = join(process.cwd(), '../shared/domain/statistics-vectors.json')
const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors) : null

interface Vectors {
  fisher: {
    table: Table2
    odds_ratio_sample: number
    haldane_or: number
    p_greater: number
    p_two_sided: number
  }[]
  multiple_testing: { p: number[]; bonferroni: number[]; holm: number[]; bh_fdr: number[] }
  poisson_burst: { mu: number; x: number; p_ge: number }[]
  rate_ratio: { x1: number; n1: number; x0: number; n0: number; ratio: number; p_one: number }
  c_chart: { counts: number[]; cbar: number; ucl: number; lcl: number; exact_ucl_99865: number }
  u_chart: { x: number[]; n_million: number[]; ubar: number; limits: [number, number][] }
  poisson_cusum: { lam0: number; lam1: number; k: number; y: number[]; S: number[]; h_example: number }
  capability_imr: Record<
    | 'LSL'
    | 'USL'
    | 'mean'
    | 'mrbar'
    | 'sigma_within'
    | 'sigma_overall'
    | 'Cp'
    | 'Cpk'
    | 'Pp'
    | 'Ppk'
    | 'I_UCL'
    | 'I_LCL'
    | 'MR_UCL',
    number
  > & { data: number[] }
  dppm: { x: number; n: number; dppm: number; upper60: number; upper90: number }[]
  poisson_ci95: { x: number; lo: number; hi: number }[]
}

/** Eight digits, as the figures are written. */
function close(found: number | null | undefined, want: number): void {
  expect(found).toBeDefined()
  expect(Math.abs((found ?? Number.NaN) - want)).toBeLessThanOrEqual(5.1e-8 * Math.max(1, Math.abs(want)))
}
const all = (found: readonly number[], want: readonly number[]) => {
  expect(found).toHaveLength(want.length)
  want.forEach((value, i) => close(found[i], value))
}

describe.skipIf(vectors === null)('the worked figures hold', () => {
  const v = vectors as Vectors

  it('Fisher, multiple testing, bursts, rates', () => {
    for (const row of v.fisher) {
      const found = fisherExact(row.table)
      close(found.oddsRatio, row.odds_ratio_sample)
      close(found.haldane, row.haldane_or)
      close(found.greater, row.p_greater)
      close(found.twoSided, row.p_two_sided)
    }
    all(bonferroni(v.multiple_testing.p), v.multiple_testing.bonferroni)
    all(holm(v.multiple_testing.p), v.multiple_testing.holm)
    all(benjaminiHochberg(v.multiple_testing.p), v.multiple_testing.bh_fdr)
    for (const { mu, x, p_ge } of v.poisson_burst) close(poissonBurst(x, mu), p_ge)
    const { x1, n1, x0, n0, ratio, p_one } = v.rate_ratio
    const found = rateRatio(x1, n1, x0, n0)
    close(found?.ratio, ratio)
    close(found?.p, p_one)
  })

  it('c, u and CUSUM charts', () => {
    const c = cChart(v.c_chart.counts)
    close(c?.centre, v.c_chart.cbar)
    close(c?.points[0]?.upper, v.c_chart.ucl)
    close(c?.points[0]?.lower, v.c_chart.lcl)
    expect(c?.points[0]?.exactUpper).toBe(v.c_chart.exact_ucl_99865)
    const u = uChart(v.u_chart.x, v.u_chart.n_million)
    close(u?.centre, v.u_chart.ubar)
    all(
      u?.points.map(point => point.lower) ?? [],
      v.u_chart.limits.map(([low]) => low)
    )
    all(
      u?.points.map(point => point.upper) ?? [],
      v.u_chart.limits.map(([, high]) => high)
    )
    const { lam0, lam1, k, y, S, h_example } = v.poisson_cusum
    const sum = poissonCusum(y, { inControl: lam0, outOfControl: lam1, h: h_example })
    close(sum.k, k)
    sum.sums.forEach((value, i) => expect(value).toBeCloseTo(S[i] ?? Number.NaN, 5))
    expect(sum.alarms).toEqual(S.flatMap((value, i) => (value > h_example ? [i] : [])))
  })

  it('capability and its chart', () => {
    const row = v.capability_imr
    const limits = individualsLimits(row.data)
    close(limits?.centre, row.mean)
    close(limits?.movingRange, row.mrbar)
    close(limits?.sigma, row.sigma_within)
    close(limits?.upper, row.I_UCL)
    close(limits?.lower, row.I_LCL)
    expect(limits?.upperMovingRange).toBeCloseTo(row.MR_UCL, 6)
    const study = studyCapability(row.data, { low: row.LSL, high: row.USL })
    close(study?.sigmaOverall, row.sigma_overall)
    close(study?.within?.sigma, row.sigma_within)
    close(study?.cp?.value, row.Cp)
    close(study?.cpk?.value, row.Cpk)
    close(study?.pp?.value, row.Pp)
    close(study?.ppk?.value, row.Ppk)
  })

  it('DPPM and Poisson intervals', () => {
    for (const row of v.dppm) {
      const found = dppm(row.x, row.n)
      close(found?.dppm, row.dppm)
      close(found?.upper60, row.upper60)
      close(found?.upper90, row.upper90)
    }
    for (const { x, lo, hi } of v.poisson_ci95) {
      close(poissonInterval(x).low, lo)
      close(poissonInterval(x).high, hi)
    }
  })
})
