import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ftaLines } from '../../../main/cli/commands/fta-text'
import { cliText } from '../../../main/cli/run'
import type { FaultTreeAnswer } from '../../../main/rca/worker-tasks'

/** A tree beyond the budget: bounds, and the cut sets of at most two events. */
const bounded: FaultTreeAnswer = {
  findings: {
    top: 'TOP',
    p: null,
    bounds: { lower: 0.0123456789, upper: 0.0345678912, why: 'budget' },
    mcs: '12345678901234567890',
    mcsByOrder: ['0', '3', '12345678901234567887'],
    counted: { order: 2, cutOff: null },
    primes: null,
    primesSpent: false,
    events: 1567,
    gates: 200,
    coherent: true,
    rareEvent: null,
    cutSets: [{ events: ['pump', 'valve'], probability: 0.001 }],
    importance: [],
    estimates: [
      {
        event: 'pump',
        probability: 0.01,
        near: {
          fussellVesely: 0.25,
          birnbaum: 0.3,
          criticality: 0.25,
          diagnostic: 0.26,
          raw: 25.75,
          rrw: 1.333
        },
        lower: { birnbaum: 0.1, criticality: 0.05, diagnostic: 0.06, raw: 6, rrw: 1.1 },
        upper: { birnbaum: 0.9, criticality: 0.7, diagnostic: 0.8, raw: 80, rrw: null }
      }
    ]
  },
  ignored: [],
  tops: ['TOP'],
  seconds: 24.5
}

const linesOf = (answer: FaultTreeAnswer, language: 'en' | 'zh-CN', list = true): readonly string[] =>
  ftaLines((key, blanks) => cliText(language, key, blanks), answer, list)

const withBounds = (lower: number, upper: number): FaultTreeAnswer => ({
  ...bounded,
  findings: { ...bounded.findings, bounds: { lower, upper, why: 'budget' } }
})

describe('a tree beyond the budget, printed for people', () => {
  it('has bounds and no probability, says that they are bounds, and what was counted', () => {
    const lines = linesOf(bounded, 'en')
    expect(lines).toContain('probability, bounds  0.01234567 .. 0.0345679')
    expect(lines.some(line => /^probability +0/.test(line))).toBe(false)
    expect(lines).toContain('minimal cut sets     12345678901234567890')
    expect(lines).toContain('by number of events  0: 0, 1: 3, 2: 12345678901234567887')
    expect(lines).toContain('0.001        pump valve')
    expect(lines).toContain(
      'Importance, not exact: approximations (≈) out of the cut sets of at most 2 events, and in brackets the proven bounds:'
    )
    expect(lines.find(line => line.startsWith('pump '))).toMatch(
      /^pump +0\.01 +≈0\.25 +≈0\.3 \[0\.1 \.\. 0\.9\] +≈0\.25 \[0\.05 \.\. 0\.7\].*≈1\.333 \[1\.1 \.\. ∞\]$/
    )
    expect(lines).toContain(
      '! The tree is too large to be solved exactly. The probability lies between the two bounds; nothing more is known.'
    )
    expect(lines).toContain(
      '! Counted are the cut sets of at most 2 events, all of them; there may be longer ones.'
    )
  })

  it('says so in Chinese as well', () => {
    const lines = linesOf(bounded, 'zh-CN', false)
    expect(lines.join('\n')).toMatch(/概率界限 +0\.01234567 \.\. 0\.0345679/)
    expect(lines.join('\n')).not.toContain('pump valve')
    expect(lines.filter(line => line.startsWith('! '))).toHaveLength(2)
  })

  it('rounds bounds outwards, so that what is printed holds as well', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [lower, upper] = a < b ? [a, b] : [b, a]
          const line = linesOf(withBounds(lower, upper), 'en').find(one => one.includes(' .. ')) ?? ''
          const [low = NaN, high = NaN] = line.replace('probability, bounds', '').split(' .. ').map(Number)
          expect(low).toBeLessThanOrEqual(lower)
          expect(high).toBeGreaterThanOrEqual(upper)
          // Of something so small that no digit of it can be kept, 0 is the lower bound.
          if (lower > 1e-290) expect(low).toBeGreaterThan(lower * (1 - 2e-6))
          if (upper > 1e-290) expect(high).toBeLessThan(upper * (1 + 2e-6))
        }
      )
    )
  })
})
