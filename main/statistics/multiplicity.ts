/** Corrections of p values for the number of tests made. Answers stand in the order of the questions. */

/** Bonferroni: p times the number of tests. */
export function bonferroni(p: readonly number[]): number[] {
  return p.map(value => Math.min(1, value * p.length))
}

/** Holm (1979): stepwise down; as safe as Bonferroni and never harsher. */
export function holm(p: readonly number[]): number[] {
  let worst = 0
  return stepwise(
    p,
    ascending(p),
    (value, rank) => (worst = Math.max(worst, Math.min(1, value * (p.length - rank))))
  )
}

/** Benjamini and Hochberg (1995): the share of false finds among those called. */
export function benjaminiHochberg(p: readonly number[]): number[] {
  let best = 1
  return stepwise(
    p,
    ascending(p).reverse(),
    (value, step) => (best = Math.min(best, (value * p.length) / (p.length - step)))
  )
}

function ascending(p: readonly number[]): number[] {
  return p.map((_, i) => i).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0))
}

function stepwise(
  p: readonly number[],
  order: readonly number[],
  adjusted: (value: number, step: number) => number
): number[] {
  const answers = p.map(() => 0)
  order.forEach((place, step) => {
    answers[place] = adjusted(p[place] ?? 0, step)
  })
  return answers
}
