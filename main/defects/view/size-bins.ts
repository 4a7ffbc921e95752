/** Edges of bins of sizes in steps of 1, 2, 5 that hold all sizes; some twenty over seven decades. */
export function sizeEdges(sizes: Iterable<number>): number[] {
  let low = Infinity
  let high = 0
  for (const size of sizes) {
    if (!(size > 0) || !Number.isFinite(size)) continue
    if (size < low) low = size
    if (size > high) high = size
  }
  if (high === 0) return []
  const first = stepBelow(Math.max(low, high / 1e9))
  const edges = [first]
  for (let edge = first; edge <= high;) {
    edge = next(edge)
    edges.push(edge)
  }
  return edges
}

/** The largest of 1, 2, 5 x 10^n that is not above the value. */
function stepBelow(value: number): number {
  const power = Math.floor(Math.log10(value) + 1e-9)
  for (const digit of [5, 2, 1]) if (step(digit, power) <= value) return step(digit, power)
  return step(5, power - 1)
}

function next(edge: number): number {
  const power = Math.floor(Math.log10(edge) + 1e-9)
  const digit = Math.round(edge / 10 ** power)
  return digit === 1 ? step(2, power) : digit === 2 ? step(5, power) : step(1, power + 1)
}

/** Written as a decimal, so that 0.2 is the 0.2 everybody else means. */
function step(digit: number, power: number): number {
  return Number(`${digit}e${power}`)
}

/** The bin of a size: edges[i] <= size < edges[i + 1]; -1 below the first, and where there is no size. */
export function sizeBin(edges: readonly number[], size: number): number {
  if (!(size >= (edges[0] ?? Infinity))) return -1
  let low = 0
  let high = edges.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (size >= (edges[middle] ?? 0)) low = middle
    else high = middle
  }
  return low
}
