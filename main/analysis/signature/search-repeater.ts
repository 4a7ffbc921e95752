import type { Found } from './regions'
import type { Wafer } from './wafer'

/** Largest field of a reticle looked for, in dies. */
const LARGEST = 14
/** Fields that a wafer holds: with fewer nothing repeats, and reticles so small that there are more are not made. */
const LEAST_FIELDS = 25
const MOST_FIELDS = 250
/** Evidence that a further position in the field must bring. */
const NEXT_POSITION = 8
const MOST_POSITIONS = 4

/** Size of the reticle's field in dies, where it is known. */
export interface ReticleField {
  readonly columns: number
  readonly rows: number
}

/**
 * The places within a field that fail together on all fields: the map is folded at every period (or at the field's,
 * where it is known), and the evidence of each place summed up.
 */
export function searchRepeater(
  wafer: Wafer,
  evidence: Float64Array,
  field?: ReticleField
): Found<'repeater'> {
  const periods = (known: number | undefined, side: number) =>
    known === undefined ? Array.from({ length: Math.min(LARGEST, side) }, (_, i) => i + 1) : [known]
  let best: Found<'repeater'> = {
    region: { kind: 'repeater', columns: 1, rows: 1, positions: [] },
    evidence: 0
  }
  for (const columns of periods(field?.columns, wafer.columns)) {
    // Columns first: what is left is small enough to fold at every height.
    const narrow = new Float64Array(wafer.rows * columns)
    for (let i = 0; i < wafer.count; i++) {
      const place = (wafer.row[i] ?? 0) * columns + ((wafer.column[i] ?? 0) % columns)
      narrow[place] = (narrow[place] ?? 0) + (evidence[i] ?? 0)
    }
    for (const rows of periods(field?.rows, wafer.rows)) {
      const places = columns * rows
      const fields = wafer.count / places
      if (places < 3 || fields < LEAST_FIELDS || (field === undefined && fields > MOST_FIELDS)) continue
      const folded = new Float64Array(places)
      for (let place = 0; place < narrow.length; place++) {
        const to = place % places
        folded[to] = (folded[to] ?? 0) + (narrow[place] ?? 0)
      }
      const found = bestPositions(folded)
      if (found.evidence > best.evidence)
        best = {
          region: { kind: 'repeater', columns, rows, positions: found.positions },
          evidence: found.evidence
        }
    }
  }
  return best
}

/** The position with the most evidence, and further ones that bring enough of their own. */
function bestPositions(folded: Float64Array): { positions: number[]; evidence: number } {
  let first = 0
  for (let place = 1; place < folded.length; place++)
    if ((folded[place] ?? 0) > (folded[first] ?? 0)) first = place
  const further = Array.from(folded.keys())
    .filter(place => place !== first && (folded[place] ?? 0) >= NEXT_POSITION)
    .sort((a, b) => (folded[b] ?? 0) - (folded[a] ?? 0))
    .slice(0, Math.min(MOST_POSITIONS, folded.length / 2) - 1)
  const positions = [first, ...further]
  return { positions, evidence: positions.reduce((sum, place) => sum + (folded[place] ?? 0), 0) }
}
