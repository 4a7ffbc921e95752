import type { FishboneCause } from '../../renderer/diagram/layout/blocks'
import { layoutFishbone } from '../../renderer/diagram/layout/fishbone'
import { layoutTree, type TreeNode } from '../../renderer/diagram/layout/tree'
import { quantile, type Row } from './row'

const nodes = 2000
const rounds = 15

interface Growing extends TreeNode, FishboneCause {
  readonly children: Growing[]
}

/** A tree at random, the same in every run: each node hangs on one before it, at most so deep. */
function grown(roots: number, deepest: number): readonly Growing[] {
  let seed = 20_261_121
  const random = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff) / 0x8000_0000
  const all: { readonly node: Growing; readonly depth: number }[] = []
  for (let i = 0; i < nodes; i++) {
    const node = {
      id: `n${i}`,
      width: 40 + random() * 130,
      height: 16 * (1 + Math.floor(random() * 3)),
      children: []
    }
    let depth = 0
    if (i >= roots) {
      let parent = all[Math.floor(random() * i)]
      while (parent !== undefined && parent.depth >= deepest) parent = all[Math.floor(random() * i)]
      parent?.node.children.push(node)
      depth = (parent?.depth ?? 0) + 1
    }
    all.push({ node, depth })
  }
  return all.slice(0, roots).map(one => one.node)
}

/** CPU milliseconds of a layout once the compiler has seen it; all of it, as nothing of a new tree is known. */
function spent(roots: number, deepest: number, layout: (tree: readonly Growing[]) => number): number {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const tree = grown(roots, deepest)
    const began = process.threadCpuUsage()
    if (layout(tree) !== nodes) throw new Error('a node was lost')
    const { user, system } = process.threadCpuUsage(began)
    if (i >= 5) times.push((user + system) / 1000)
  }
  return quantile(times, 0.5)
}

/** Time to lay diagrams of 2,000 nodes out, text measured already. */
export default function bench(): Promise<Row[]> {
  const fishbone = (tree: readonly Growing[]): number =>
    layoutFishbone({ width: 200, height: 60 }, tree).bones.length
  const row = (name: string, value: number): Row => ({
    name,
    value,
    unit: 'CPU ms',
    target: '<= 50 CPU ms',
    ok: value <= 50
  })
  return Promise.resolve([
    row(
      'Fault tree of 2,000 nodes: tidy layout',
      spent(
        1,
        60,
        tree =>
          layoutTree(tree, { direction: 'down', siblingGap: 16, cousinGap: 26, levelGap: 30, aligned: true })
            .nodes.length
      )
    ),
    row('Fishbone of 2,000 causes: layout', spent(8, 6, fishbone)),
    row('Fishbone of 2,000 causes, all of one category: layout', spent(1, 1, fishbone))
  ])
}
