import { describe, expect, it } from 'vitest'
import { countLine, playwrightCounts, sum, vitestCounts } from '../../../scripts/lib/counts.mjs'

describe('the counts of npm test', () => {
  it('reads the report of Vitest', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 0,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: []
    }
    expect(vitestCounts(report, 0)).toEqual({ passed: 7, failed: 0, skipped: 3 })
  })

  it('counts a test file that could not be loaded as a failure', () => {
    const unloaded = { status: 'failed', assertionResults: [] }
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    const report = { numPassedTests: 7, numFailedTests: 1, testResults: [unloaded, failing] }
    expect(vitestCounts(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 0 })
  })

  it.each([
    ['no report', undefined, 0],
    ['a run without tests', { numPassedTests: 0, numFailedTests: 0, numPendingTests: 4 }, 0],
    ['an error outside of any test', { numPassedTests: 5, numFailedTests: 0 }, 1],
    ['a report that is none', 'nonsense', 0]
  ])('never takes %s for success', (_, report, code) => {
    expect(vitestCounts(report, code).failed).toBe(1)
  })

  it('reads the report of Playwright; a walk that passed at its second try has passed', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
    expect(playwrightCounts({ stats }, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 })
    expect(playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 3 } }, 0).failed).toBe(
      1
    )
  })

  it('prints one line', () => {
    const all = [
      { passed: 10, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 }
    ]
    expect(countLine(sum(all))).toBe('13 passed, 1 failed, 2 skipped')
    expect(countLine(sum([]))).toBe('0 passed, 0 failed, 0 skipped')
  })
})
