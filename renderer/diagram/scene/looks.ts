/** What is drawn of a node, with what is drawn below it. */
interface Look<L> {
  readonly id: string
  readonly children: readonly L[]
}

/**
 * Looks of a picture as they were made last. One that says the same is taken again, and with it all that was measured
 * and drawn of it: an edit changes few of thousands.
 */
export class Looks<L extends Look<L>> {
  private last: ReadonlyMap<string, L> = new Map()

  /** The look of a whole picture, with those of before where they say the same. Without recursion. */
  keep(root: L): L {
    const all = [root]
    for (let i = 0; i < all.length; i++) all.push(...(all[i]?.children ?? []))
    const kept = new Map<string, L>()
    for (const look of all.toReversed()) {
      const children = look.children.map(child => kept.get(child.id) ?? child)
      const before = this.last.get(look.id)
      kept.set(look.id, before !== undefined && same(before, look, children) ? before : { ...look, children })
    }
    this.last = kept
    return kept.get(root.id) ?? root
  }
}

function same<L extends Look<L>>(before: L, look: L, children: readonly L[]): boolean {
  return (
    before.children.length === children.length &&
    before.children.every((child, i) => child === children[i]) &&
    alike(before, look)
  )
}

/** True for values that say the same: figures, words, signs and lists of them. Children are looked at before. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  if (keys.length !== others.length) return false
  const [values, otherValues]: [unknown[], unknown[]] = [Object.values(a), Object.values(b)]
  return keys.every((key, i) => key === others[i] && (key === 'children' || alike(values[i], otherValues[i])))
}
