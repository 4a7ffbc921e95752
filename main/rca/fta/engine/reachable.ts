/**
 * Nodes that a node of a diagram needs, itself last; terminals left out.
 * @param high, low children: in a decision diagram edges (node * 2 + complement)
 */
export function used(root: number, high: Int32Array, low: Int32Array): Uint32Array<ArrayBuffer> {
  const marked = new Uint8Array(root + 1)
  marked[root] = 1
  let count = 0
  for (let node = root; node > 0; node--) {
    if (marked[node] !== 1) continue
    count++
    marked[(high[node] ?? 0) >> 1] = 1
    marked[(low[node] ?? 0) >> 1] = 1
  }
  const found = new Uint32Array(count)
  for (let node = 1, i = 0; node <= root; node++) if (marked[node] === 1) found[i++] = node
  return found
}
