import type { Output } from '@contract/index'

type Step = Output<'rca.history'>['rows'][number]

/** Steps of one person within a few minutes, newest first. */
export interface Sitting {
  readonly by: string
  /** Newest and oldest of them. */
  readonly last: Step
  readonly first: Step
  readonly steps: readonly Step[]
}

const pause = 10 * 60_000

/**
 * Folds steps, newest first, into sittings: one person, no pause of ten minutes or more. A named revision ends one,
 * so that a name stands between what came before and after.
 */
export function sittings(steps: readonly Step[], named: ReadonlySet<number>): readonly Sitting[] {
  const found: { by: string; last: Step; first: Step; steps: Step[] }[] = []
  for (const step of steps) {
    const open = found.at(-1)
    if (
      open?.first.byId === step.byId &&
      open.by === step.by &&
      !named.has(step.revision) &&
      Date.parse(open.first.at) - Date.parse(step.at) < pause
    ) {
      open.steps.push(step)
      open.first = step
    } else found.push({ by: step.by, last: step, first: step, steps: [step] })
  }
  return found
}
