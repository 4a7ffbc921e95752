/** Digits in the order in which texts compare. */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = digits.length

/**
 * A rank strictly between two others, as a fraction written in base 62 (fractional indexing): a node is put between
 * two siblings without renumbering either, so two people may order one list at once.
 * @param after rank of the node before; null at the beginning
 * @param before rank of the node behind; null at the end
 * @returns text that never ends in the lowest digit, so that there is always room below it
 * @throws RangeError when `after` does not come before `before`
 */
export function rankBetween(after: string | null, before: string | null): string {
  if (after !== null && before !== null && after >= before)
    throw new RangeError(`no rank between ${after} and ${before}`)
  let made = ''
  let upper = before
  for (let place = 0; ; place++) {
    const low = place < (after?.length ?? 0) ? digits.indexOf(after?.[place] ?? '0') : 0
    const high = upper === null ? base : place < upper.length ? digits.indexOf(upper[place] ?? '0') : 0
    if (low === high) {
      made += digits[low] ?? ''
      continue
    }
    const middle = Math.floor((low + high) / 2)
    if (middle > low) return made + (digits[middle] ?? '')
    // Neighbours: keep the lower digit, and anything behind it stays below the upper bound.
    made += digits[low] ?? ''
    upper = null
  }
}

/** `n` ranks in order between two others, of near equal length. */
export function ranksBetween(after: string | null, before: string | null, n: number): readonly string[] {
  if (n <= 0) return []
  const made = new Array<string>(n)
  // Halves instead of one after the other: the length grows with the logarithm of n.
  const fill = (from: number, to: number, low: string | null, high: string | null): void => {
    if (from > to) return
    const middle = (from + to) >> 1
    const rank = rankBetween(low, high)
    made[middle] = rank
    fill(from, middle - 1, low, rank)
    fill(middle + 1, to, rank, high)
  }
  fill(0, n - 1, after, before)
  return made
}
