import { describe, expect, test } from 'vitest'
import { analyse } from '../../../main/rca/fta/analyse'
import { readMef } from '../../../main/rca/fta/mef/reader'
import { uncertainty } from '../../../main/rca/fta/uncertainty'

const tree = (events: string, formula = '<or><basic-event name="a"/><basic-event name="b"/></or>'): string =>
  `<opsa-mef><define-fault-tree name="t"><define-gate name="top">${formula}</define-gate>${events}</define-fault-tree></opsa-mef>`

const event = (name: string, inner: string): string =>
  `<define-basic-event name="${name}">${inner}</define-basic-event>`

const float = (value: number): string => `<float value="${String(value)}"/>`

describe('uncertainty', () => {
  test('a lognormal comes out with its mean, median and error factor', () => {
    const lognormal = `<lognormal-deviate>${float(0.001)}${float(3)}${float(0.95)}</lognormal-deviate>`
    const model = readMef(tree(event('a', lognormal), '<and><basic-event name="a"/></and>'))
    const found = uncertainty(model, {}, 20_000, 7)
    const sigma = Math.log(3) / 1.6448536269514722
    expect(found.mean / 0.001).toBeCloseTo(1, 1)
    expect(found.median / (0.001 * Math.exp((-sigma * sigma) / 2))).toBeCloseTo(1, 1)
    expect((found.errorFactor ?? 0) / 3).toBeCloseTo(1, 1)
    expect(uncertainty(model, {}, 50, 7).values).toEqual(uncertainty(model, {}, 50, 7).values)
    expect(uncertainty(model, {}, 50, 8).values).not.toEqual(uncertainty(model, {}, 50, 7).values)
  })

  test('one draw of a parameter serves every event that names it', () => {
    const shared = `<define-parameter name="q"><uniform-deviate>${float(0)}${float(0.5)}</uniform-deviate></define-parameter>`
    const both = event('a', '<parameter name="q"/>') + event('b', '<parameter name="q"/>') + shared
    const formula = '<and><basic-event name="a"/><basic-event name="b"/></and>'
    // E[q^2] = 1/12, against E[q]^2 = 1/16 of two draws.
    expect(uncertainty(readMef(tree(both, formula)), {}, 20_000, 1).mean).toBeCloseTo(1 / 12, 2)
    const apart = (name: string): string =>
      event(name, `<uniform-deviate>${float(0)}${float(0.5)}</uniform-deviate>`)
    expect(uncertainty(readMef(tree(apart('a') + apart('b'), formula)), {}, 20_000, 1).mean).toBeCloseTo(
      1 / 16,
      2
    )
  })

  test('says how many draws were no probabilities, and can be ended', () => {
    const wide =
      event('a', `<normal-deviate>${float(0.5)}${float(2)}</normal-deviate>`) + event('b', float(0.1))
    const found = uncertainty(readMef(tree(wide)), {}, 1000, 3)
    expect(found.moved).toBeGreaterThan(500)
    expect(Math.max(...found.values)).toBeLessThanOrEqual(1)
    expect(uncertainty(readMef(tree(wide)), {}, 1000, 3, done => done < 10).trials).toBe(10)
  })
})

describe('numbers of a model', () => {
  const p = (inner: string): number =>
    analyse(readMef(tree(event('a', inner), '<and><basic-event name="a"/></and>'))).p ?? -1
  const hours = (value: number): string => float(value)

  test('failure models of the format', () => {
    expect(p(`<exponential>${float(1e-5)}<system-mission-time/></exponential>`)).toBeCloseTo(
      1 - Math.exp(-0.0876),
      12
    )
    expect(p(`<Weibull>${hours(1000)}${float(2)}${hours(100)}${hours(600)}</Weibull>`)).toBeCloseTo(
      1 - Math.exp(-0.25),
      12
    )
    const glm = `<GLM>${float(0.1)}${float(0.002)}${float(0.02)}${hours(100)}</GLM>`
    expect(p(glm)).toBeCloseTo((0.002 - (0.002 - 0.1 * 0.022) * Math.exp(-2.2)) / 0.022, 12)
  })

  test('periodic tests: repaired at once, in time, or badly', () => {
    const test4 = (time: number): number =>
      p(`<periodic-test>${float(0.001)}${hours(100)}${hours(50)}${hours(time)}</periodic-test>`)
    expect(test4(30)).toBeCloseTo(1 - Math.exp(-0.03), 12)
    expect(test4(180)).toBeCloseTo(1 - Math.exp(-0.03), 12)
    // Repair that takes no time at all is repair at once; repair that never ends keeps every failure found.
    const test5 = (mu: number): number =>
      p(`<periodic-test>${float(0.001)}${float(mu)}${hours(100)}${hours(50)}${hours(180)}</periodic-test>`)
    expect(test5(1e6)).toBeCloseTo(test4(180), 6)
    expect(test5(0)).toBeCloseTo(1 - Math.exp(-0.18), 12)
    const test11 = (sigma: number, omega: number): number =>
      p(
        `<periodic-test>${[0.001, 0.001, 1e6, 100, 50, 0, 0, 1, sigma, omega, 180].map(float).join('')}</periodic-test>`
      )
    expect(test11(1, 0)).toBeCloseTo(test4(180), 6)
    // A test that sees nothing is no test; one that always restarts badly leaves it failed.
    expect(test11(0, 0)).toBeCloseTo(1 - Math.exp(-0.18), 12)
    expect(test11(1, 1)).toBeCloseTo(1, 6)
  })

  test('arithmetic, and where it cannot be done', () => {
    expect(p(`<add>${float(0.1)}<mul>${float(0.5)}${float(0.4)}</mul></add>`)).toBeCloseTo(0.3, 14)
    expect(p(`<ite><lt>${float(1)}${float(2)}</lt>${float(0.7)}${float(0.2)}</ite>`)).toBe(0.7)
    expect(() => p(`<div>${float(1)}${float(0)}</div>`)).toThrow(
      expect.objectContaining({ message: 'rca.domain' })
    )
    expect(() => p(`<log>${float(-1)}</log>`)).toThrow(expect.objectContaining({ message: 'rca.domain' }))
    expect(() => p(`<mul>${float(2)}${float(0.7)}</mul>`)).toThrow(
      expect.objectContaining({ message: 'rca.probability' })
    )
  })
})
