import { classifySignature, type Signature } from '../../../main/analysis/signature/classify'
import { generateMap, type MapRecipe } from '../../../main/analysis/signature/generate'
import { signatureKinds, type MapKind, type SignatureKind } from '../../../main/analysis/signature/types'
import { createRandom } from '../../../main/statistics/random'

export const mapKinds: readonly MapKind[] = [...signatureKinds, 'random']

const pairs = signatureKinds.flatMap((one, i) =>
  signatureKinds.slice(i + 1).map((two): readonly SignatureKind[] => [one, two])
)

/**
 * Recipes of maps of known kind: every fifth a mixed pair, the others evenly of each kind and of none; 300 to 5000
 * dies, base yield 60 to 98 %, 30 to 80 % killed, evenly drawn. Stacked maps have 2 to 25 wafers.
 */
export function recipes(
  seed: string,
  count: number,
  { stacked = false, warp = 0 }: { readonly stacked?: boolean; readonly warp?: number } = {}
): MapRecipe[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(`${seed} ${i}`)
    const round = Math.floor(i / 5)
    const kind = mapKinds[(round * 4 + (i % 5)) % mapKinds.length] ?? 'random'
    const kinds = i % 5 === 4 ? (pairs[round % pairs.length] ?? []) : kind === 'random' ? [] : [kind]
    return {
      seed: `${seed} ${i}`,
      dies: Math.round(random.between(300, 5000)),
      baseYield: random.between(0.6, 0.98),
      warp,
      wafers: stacked ? 2 + random.below(24) : 1,
      signatures: kinds.map(planted => ({ kind: planted, kill: random.between(0.3, 0.8) }))
    }
  })
}

/** How classification fared. */
export interface Trial {
  readonly macroF1: number
  readonly f1: Readonly<Record<MapKind, number>>
  /** Rows: what was planted, pairs as one row; columns: how often each kind was called; `exact`: all right, none more. */
  readonly confusion: readonly {
    readonly planted: string
    readonly maps: number
    readonly exact: number
    readonly called: Readonly<Record<MapKind, number>>
  }[]
  /** Score of the kind called first, and whether it was planted. */
  readonly calls: readonly { readonly score: number; readonly right: boolean }[]
  readonly milliseconds: readonly { readonly dies: number; readonly ms: number }[]
}

const none = (): Record<MapKind, number> => ({
  ring: 0,
  scratch: 0,
  centre: 0,
  edge: 0,
  cluster: 0,
  repeater: 0,
  random: 0
})

/** Classify every map and count: a kind is right where it was planted, wherever else was called beside it. */
export function tryAll(maps: readonly MapRecipe[]): Trial {
  const [right, called, planted] = [none(), none(), none()]
  const rows = new Map<string, { maps: number; exact: number; called: Record<MapKind, number> }>()
  const calls: { score: number; right: boolean }[] = []
  const milliseconds: { dies: number; ms: number }[] = []
  for (const recipe of maps) {
    const map = generateMap(recipe)
    const start = process.cpuUsage()
    const found: Signature = classifySignature(map)
    const { user } = process.cpuUsage(start)
    milliseconds.push({ dies: map.x.length, ms: user / 1000 })
    const truth: MapKind[] =
      recipe.signatures.length === 0 ? ['random'] : recipe.signatures.map(({ kind }) => kind)
    const name = truth.length > 1 ? 'a pair' : truth.join()
    const row = rows.get(name) ?? { maps: 0, exact: 0, called: none() }
    rows.set(name, row)
    row.maps++
    if (truth.length === found.kinds.length && truth.every(kind => found.kinds.includes(kind))) row.exact++
    for (const kind of found.kinds) {
      called[kind]++
      row.called[kind]++
      if (truth.includes(kind)) right[kind]++
    }
    for (const kind of truth) planted[kind]++
    const [first] = found.kinds
    if (first !== undefined) calls.push({ score: found.scores[first], right: truth.includes(first) })
  }
  const f1 = none()
  for (const kind of mapKinds) f1[kind] = (2 * right[kind]) / Math.max(1, called[kind] + planted[kind])
  return {
    macroF1: mapKinds.reduce((sum, kind) => sum + f1[kind], 0) / mapKinds.length,
    f1,
    confusion: [...mapKinds, 'a pair'].flatMap(name => {
      const row = rows.get(name)
      return row === undefined ? [] : [{ planted: name, ...row }]
    }),
    calls,
    milliseconds
  }
}

/** The confusion table in words and figures. */
export function confusionTable({ confusion, f1 }: Trial): string {
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(9) : String(cell).padStart(9))).join(' ')
  return [
    line(['planted', 'maps', ...mapKinds, 'exact']),
    ...confusion.map(row =>
      line([row.planted, row.maps, ...mapKinds.map(kind => row.called[kind]), row.exact])
    ),
    line(['F1', '', ...mapKinds.map(kind => f1[kind].toFixed(3)), ''])
  ].join('\n')
}
