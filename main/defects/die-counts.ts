import type { Counts } from './effect'

/** What is counted of the dies; which defects are meant is said beside it. */
type DieCounts = Omit<Counts, 'key' | 'label'>

/** Dies that were inspected and tested, and the defects that count on them. */
export interface LaidDies {
  /** Verdict of each die: 1 pass, 0 fail, 2 none. */
  readonly pass: Uint8Array
  /** Defects of any kind on each die: without one it is clean. */
  readonly dirt: Uint32Array
  /** Die of each defect that counts. */
  readonly onDie: Int32Array
}

/** Dies that bear a defect against clean ones. */
export function countAll(laid: LaidDies): DieCounts {
  return counterOf(laid)(laid.onDie, false)
}

/**
 * The same for each group of the defects (alone: dies that bear no defect beyond the group), in one pass over them however many groups there are.
 * @param own group of each defect by its place among the groups, in the order of `onDie`
 */
export function countsBy<Group>(
  laid: LaidDies,
  own: Int32Array,
  groups: readonly Group[],
  alone: boolean
): (Group & DieCounts)[] {
  const starts = new Uint32Array(groups.length + 1)
  for (const group of own) starts[group + 1] = (starts[group + 1] ?? 0) + 1
  for (let g = 0; g < groups.length; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0)
  const next = starts.slice()
  const dies = new Int32Array(own.length)
  own.forEach((group, at) => {
    dies[(next[group] = (next[group] ?? 0) + 1) - 1] = laid.onDie[at] ?? 0
  })
  const count = counterOf(laid)
  return groups.map((group, g) => ({ ...group, ...count(dies.subarray(starts[g], starts[g + 1]), alone) }))
}

/** Counts the dies of some defects, given the die of each; takes as long as there are defects. */
function counterOf({ pass, dirt }: LaidDies): (dies: Int32Array, alone: boolean) => DieCounts {
  let [fails, cleanFail, cleanPass] = [0, 0, 0]
  pass.forEach((verdict, die) => {
    if (verdict === 0) fails++
    if (dirt[die] !== 0) return
    if (verdict === 0) cleanFail++
    else if (verdict === 1) cleanPass++
  })
  const on = new Uint32Array(pass.length)
  return (dies, alone) => {
    const sums = { dies: 0, diesFail: 0, hitFail: 0, hitPass: 0 }
    for (const die of dies) on[die] = (on[die] ?? 0) + 1
    for (const die of dies) {
      const count = on[die] ?? 0
      // Each die once; its count is nought again for the next defects.
      on[die] = 0
      if (count === 0 || pass[die] === 2) continue
      sums.dies++
      if (pass[die] === 0) sums.diesFail++
      if (!alone || count === dirt[die]) sums[pass[die] === 1 ? 'hitPass' : 'hitFail']++
    }
    return { defects: dies.length, fails, cleanFail, cleanPass, ...sums }
  }
}
