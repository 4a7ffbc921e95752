import type { Evaluator } from './evaluate'
import { refused, type CcfGroup } from './model'

/** A failure that takes several members of a group at once; `members` of 1 is what is left to the member alone. */
export interface CcfEvent {
  readonly name: string
  readonly members: readonly string[]
  readonly probability: number
}

/** More would make more events than anyone reads: 2^n of them. */
const mostMembers = 16

const binomial = (n: number, k: number): number => {
  let value = 1
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i
  return value
}

/**
 * Probability of the failure of exactly one given set of k members, for k = 1 to n.
 * NUREG/CR-5485; alpha factors for non-staggered testing.
 */
function ccfProbabilities(
  model: CcfGroup['model'],
  members: number,
  total: number,
  factors: ReadonlyMap<number, number>
): number[] {
  const factor = (level: number): number => factors.get(level) ?? 0
  const levels = Array.from({ length: members }, (_, i) => i + 1)
  switch (model) {
    case 'beta-factor':
      return levels.map(k =>
        k === 1 ? (1 - factor(members)) * total : k === members ? factor(members) * total : 0
      )
    case 'MGL':
      return levels.map(k => {
        let share = k === members ? 1 : 1 - factor(k + 1)
        for (let level = 2; level <= k; level++) share *= factor(level)
        return (share * total) / binomial(members - 1, k - 1)
      })
    case 'alpha-factor': {
      const mean = levels.reduce((sum, level) => sum + level * factor(level), 0)
      return levels.map(k => ((k / binomial(members - 1, k - 1)) * factor(k) * total) / mean)
    }
    case 'phi-factor':
      return levels.map(k => factor(k) * total)
  }
}

/**
 * The events of a group. Members fail when any event that names them happens.
 * @throws FabError ccfFactor, ccfSum, ccfMembers, probability
 */
export function ccfEvents(group: CcfGroup, numbers: Evaluator): CcfEvent[] {
  const { name, model } = group
  const names = group.members.map(member => member.name)
  if (names.length > mostMembers && model !== 'beta-factor')
    throw refused('ccfMembers', { name, given: names.length }, group.at)
  const total = numbers.value(group.distribution)
  if (!(total >= 0 && total <= 1)) throw refused('probability', { name, value: total }, group.at)
  const factors = new Map<number, number>()
  for (const { level, value } of group.factors) {
    const number = numbers.value(value)
    if (!(number >= 0 && number <= 1))
      throw refused('ccfFactor', { group: name, level, value: number }, value.at)
    factors.set(level, number)
  }
  const sum = [...factors.values()].reduce((all, next) => all + next, 0)
  if ((model === 'phi-factor' && Math.abs(sum - 1) > 1e-6) || (model === 'alpha-factor' && sum <= 0))
    // Told without the noise of adding: 0.8, not 0.7999999999999999.
    throw refused('ccfSum', { group: name, sum: Number(sum.toPrecision(12)) }, group.at)
  const probabilities = ccfProbabilities(model, names.length, total, factors)
  const events: CcfEvent[] = []
  for (const [i, probability] of probabilities.entries()) {
    const size = i + 1
    if (probability === 0 && size > 1) continue
    for (const members of combinations(names, size))
      events.push({ name: `[${members.join(' ')}]`, members, probability })
  }
  return events
}

function* combinations(names: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = from; i <= names.length - size; i++)
    for (const rest of combinations(names, size - 1, i + 1)) yield [names[i] ?? '', ...rest]
}
