import { describe, expect, it } from 'vitest'
import {
  failureText,
  playwrightFailures,
  playwrightWavering,
  vitestFailures
} from '../../../scripts/lib/failures.mjs'
import { inRoot } from '../../../scripts/lib/paths.mjs'

describe('what npm test says of a failure before all else', () => {
  it('names the walks that failed, and apart those that passed at their second try, with the reason', () => {
    const spec = (title: string, status: string, message: string) => ({
      title,
      file: 'a.spec.ts',
      line: 7,
      tests: [{ status, results: [{ errors: [{ message }] }] }]
    })
    const report = {
      errors: [{ message: 'no browser' }],
      suites: [
        {
          specs: [spec('passes', 'expected', '')],
          suites: [
            {
              specs: [
                spec('fails', 'unexpected', '\u001b[31mwrong\u001b[39m'),
                spec('wavers', 'flaky', 'late')
              ]
            }
          ]
        }
      ]
    }
    expect(playwrightFailures(report)).toEqual([
      { name: 'outside of any test', why: 'no browser' },
      { name: 'a.spec.ts:7 › fails', why: 'wrong' }
    ])
    expect(playwrightWavering(report)).toEqual([{ name: 'a.spec.ts:7 › wavers', why: 'late' }])
  })

  it('names the tests of Vitest that failed, and files that could not be loaded', () => {
    const name = (file: string) => inRoot('tests', file)
    const report = {
      testResults: [
        { name: name('broken.test.ts'), status: 'failed', message: 'cannot be read', assertionResults: [] },
        {
          name: name('sum.test.ts'),
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'adds' },
            { status: 'failed', fullName: 'divides', failureMessages: ['expected 1'] }
          ]
        }
      ]
    }
    expect(vitestFailures(report)).toEqual([
      { name: 'tests/broken.test.ts', why: 'cannot be read' },
      { name: 'tests/sum.test.ts › divides', why: 'expected 1' }
    ])
  })

  it('shows the beginning of a long reason and says how much was left out', () => {
    const why = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n')
    const [failure] = vitestFailures({
      testResults: [{ name: inRoot('a.ts'), status: 'failed', message: why, assertionResults: [] }]
    })
    expect(failure?.why.split('\n')).toHaveLength(25)
    expect(failure?.why).toContain('… 16 more lines')
  })

  it('writes them numbered and indented, and nothing where there is none', () => {
    expect(failureText([{ name: 'a', why: 'x\ny' }])).toBe('1) a\n     x\n     y')
    expect(failureText(playwrightFailures(undefined))).toBe('')
    expect(failureText(vitestFailures('nonsense'))).toBe('')
  })
})
