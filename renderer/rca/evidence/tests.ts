import type { TestRef, ViewTest } from '@contract/analysis'
import type { Output } from '@contract/index'
import { benchOf, routeOfBench } from '../../analysis/address'
import type { Pinnable } from '../../evidence/pinnable'
import { testName } from '../../instruments/words'

/** One test of a set with its figures as they are now. */
export interface TestResult {
  readonly ref: TestRef
  readonly test: ViewTest
  readonly n: number
  readonly executions: number
  readonly fails: number
  readonly mean: number | null
  readonly sigma: number | null
  readonly cpk: number | null
}

const figure = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value

/** The tests of a view, those that fail most first. */
export function resultsOf(figures: Output<'analysis.tests'>): readonly TestResult[] {
  return figures.tests
    .map((test, i) => ({
      ref: test.ref,
      test,
      n: figures.n[i] ?? 0,
      executions: figures.executions[i] ?? 0,
      fails: figures.fails[i] ?? 0,
      mean: figure(figures.mean[i]),
      sigma: figure(figures.sigma[i]),
      cpk: figure(figures.cpk[i])
    }))
    .toSorted((a, b) => b.fails - a.fails)
}

/** Words that {@link seenResult} needs. */
export interface ResultWords {
  /** Limits and figures in one line. */
  readonly line: string
  /** Titles of the figures, in the order of {@link seenResult}'s table. */
  readonly header: readonly string[]
}

/** A test's result as a piece to be pinned: figures as of now, and the workbench on just this test. */
export function seenResult(
  result: TestResult,
  overview: Output<'analysis.overview'>,
  caseId: string,
  words: ResultWords
): Pinnable {
  const { test, ref } = result
  const sets = overview.sets.map(set => set.id)
  const bench = { ...benchOf(sets, caseId), panel: 'distribution' as const, test: ref }
  const lots = overview.lots.map(lot => lot.label).filter(lot => lot !== '')
  const from = lots.length > 0 ? lots.join(', ') : overview.sets.map(set => set.name).join(', ')
  return {
    kind: 'test',
    title: `${testName(test)} · ${from}`,
    caption: words.line,
    n: result.n,
    link: routeOfBench(bench, sessionStorage),
    sources: overview.sets.map(set => ({ name: set.name, sha256: set.sha256, setId: set.id })),
    view: bench,
    data: {
      header: [...words.header],
      rows: [
        [
          test.number,
          test.text,
          test.lo,
          test.hi,
          test.units,
          result.executions,
          result.n,
          result.fails,
          result.mean,
          result.sigma,
          result.cpk
        ]
      ]
    }
  }
}
