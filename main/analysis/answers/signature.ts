import type { Output, Parsed } from '@contract/index'
import { classifySignature, type Signature } from '../signature/classify'
import { placesOf, whichWafer, type Places } from '../view/places-of'
import { foldField, type Field } from '../view/zones'
import type { Workspace } from '../view/view'

type SignatureOut = Output<'analysis.signature'>

/** What the fails at places look like. */
function judged(places: Places): Signature {
  return classifySignature({
    x: places.x,
    y: places.y,
    fail: places.fails.map((fails, at) => fails / (places.dies[at] ?? 1)),
    tested: places.dies
  })
}

/**
 * The field that fails repeat in; null where they do not. A multiple of the true field repeats as well, so that of
 * all its parts the one with the most evidence per cell is taken. Where fields begin cannot be told from fails: the
 * offset given is 0.
 */
export function repeatingField(places: Places): Field | null {
  const found = judged(places).evidence.repeater?.find(one => one.key === 'repeatsAt')?.params
  const [columns, rows] = [found?.['columns'] ?? 0, found?.['rows'] ?? 0]
  const parts = (whole: number) =>
    Array.from({ length: whole }, (_, i) => i + 1).filter(part => whole % part === 0)
  let best: { readonly field: Field; readonly strength: number } | null = null
  for (const width of parts(columns))
    for (const height of parts(rows)) {
      const field = { width, height, offsetX: 0, offsetY: 0 }
      const { statistic, df } = foldField(places, field)
      const strength = df > 0 ? (statistic - df) / Math.sqrt(2 * df) : 0
      if (best === null || strength > best.strength) best = { field, strength }
    }
  return best?.field ?? null
}

/** `analysis.signature`. Verdicts decide what failed unless bins are named. */
export function signature(
  space: Workspace,
  input: Parsed<'analysis.signature'>,
  check: () => void
): SignatureOut {
  const view = space.open(input.view, check)
  const places = placesOf(view, whichWafer(view, input.which), input.bins)
  const found = judged(places)
  const strongest = found.regions[0]?.dies ?? new Int32Array()
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const speaking = found.kinds.flatMap(kind =>
    kind === 'random'
      ? []
      : (found.evidence[kind] ?? []).map(({ key, params }) => ({ key, params: { kind, ...params } }))
  )
  return {
    dies: sum(places.dies),
    fails: sum(places.fails),
    scores: Object.entries(found.scores).map(([kind, score]) => ({
      kind: kind as SignatureOut['kinds'][number],
      score
    })),
    kinds: [...found.kinds],
    grounds: [...speaking, ...found.map.map(({ key, params }) => ({ key, params: { ...params } }))],
    region: {
      x: Int32Array.from(strongest, die => places.x[die] ?? 0),
      y: Int32Array.from(strongest, die => places.y[die] ?? 0)
    }
  }
}
