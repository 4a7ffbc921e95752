/**
 * The first `k` of a list in an order, sorted, without sorting the rest: a hundred thousand values are looked at once
 * each, and most of them are held against the last of the best alone.
 */
export function best<T>(list: Iterable<T>, k: number, compare: (a: T, b: T) => number): T[] {
  const found: T[] = []
  if (k < 1) return found
  for (const one of list) {
    const last = found[found.length - 1]
    if (found.length === k && last !== undefined && compare(one, last) >= 0) continue
    let [low, high] = [0, found.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = found[middle]
      // Equals stay in the order they came in.
      if (other === undefined || compare(one, other) < 0) high = middle
      else low = middle + 1
    }
    found.splice(low, 0, one)
    if (found.length > k) found.pop()
  }
  return found
}
