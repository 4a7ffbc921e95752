import { createRandom, type Random } from '../../statistics/random'
import type { DieMap, SignatureKind } from './types'

/** A map of known kind. */
export interface GeneratedMap extends DieMap {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly fail: Float64Array
  readonly tested: Float64Array
  /** What was planted; none for a random map. */
  readonly planted: readonly PlantedSignature[]
}

/** A planted signature. */
export interface PlantedSignature {
  readonly kind: SignatureKind
  /** Share of its dies that it kills. */
  readonly kill: number
  /** 1 where a die belongs to it, in the order of the dies. */
  readonly dies: Uint8Array
}

/** What a map shall be like. */
export interface MapRecipe {
  readonly seed: number | string
  /** None for a random map, two for a mixed pair; `kill` is the share each kills of its dies. */
  readonly signatures: readonly { readonly kind: SignatureKind; readonly kill: number }[]
  /** About as many dies as this. */
  readonly dies: number
  /** Share that passes where nothing is planted. */
  readonly baseYield: number
  /** Wafers in the stack, all with the same signature; 1 unless told. */
  readonly wafers?: number
  /** How far shapes are bent out of true, in wafer radii; 0 unless told. */
  readonly warp?: number
}

interface Place {
  /** In wafer radii from the centre. */
  readonly u: number
  readonly v: number
}

/** A wafer of round shape cut into dies, with the reticle that exposed it. */
interface DieGrid {
  readonly x: Int32Array
  readonly y: Int32Array
  readonly places: readonly Place[]
  readonly pitchU: number
  readonly pitchV: number
  /** Dies in a field of the reticle. */
  readonly fieldColumns: number
  readonly fieldRows: number
}

/** Cut a wafer into about `dies` dies 0.5 to 2 times as wide as high, with 45 to 110 reticle fields on it. */
function generateGrid(dies: number, random: Random): DieGrid {
  const aspect = 2 ** random.between(-1, 1)
  const exclusion = random.between(0, 0.03)
  // Dies lost at the rim: about half of those its line crosses.
  const across = Math.sqrt((4 * dies) / Math.PI) + 1
  const pitchU = (2 / across) * Math.sqrt(aspect)
  const pitchV = 2 / across / Math.sqrt(aspect)
  const [shiftU, shiftV] = [random.pick([0, 0.5]), random.pick([0, 0.5])]
  const places: Place[] = []
  const x: number[] = []
  const y: number[] = []
  for (let j = Math.floor(-1 / pitchV) - 1; j <= 1 / pitchV + 1; j++)
    for (let i = Math.floor(-1 / pitchU) - 1; i <= 1 / pitchU + 1; i++) {
      const u = (i + shiftU) * pitchU
      const v = (j + shiftV) * pitchV
      const corner = Math.hypot(Math.abs(u) + pitchU / 2, Math.abs(v) + pitchV / 2)
      if (corner > 1 - exclusion) continue
      places.push({ u, v })
      x.push(i)
      y.push(j)
    }
  // A field is at most 26 by 33 mm of a wafer 300 mm across; smaller ones are common.
  const perField = Math.max(3, places.length / random.between(45, 110))
  const fieldAspect = random.between(0.7, 1.3)
  const wide = Math.sqrt((perField * fieldAspect) / aspect)
  const fieldColumns = Math.max(1, Math.min(12, Math.round(wide)))
  const fieldRows = Math.max(fieldColumns === 1 ? 3 : 2, Math.min(12, Math.round(perField / fieldColumns)))
  return {
    x: Int32Array.from(x),
    y: Int32Array.from(y),
    places,
    pitchU,
    pitchV,
    fieldColumns,
    fieldRows
  }
}

type Warp = (place: Place) => Place

/** A smooth displacement of the wafer by up to about `reach`: waves half a wafer to a wafer long. */
function warpOf(reach: number, random: Random): Warp {
  if (reach === 0) return place => place
  const wave = () => {
    const [direction, phase, length] = [
      random.between(0, 2 * Math.PI),
      random.between(0, 2 * Math.PI),
      random.between(1, 2)
    ]
    return ({ u, v }: Place) =>
      Math.sin((2 * Math.PI * (u * Math.cos(direction) + v * Math.sin(direction))) / length + phase)
  }
  const [one, two, three, four] = [wave(), wave(), wave(), wave()]
  return place => ({
    u: place.u + (reach / 2) * (one(place) + two(place)),
    v: place.v + (reach / 2) * (three(place) + four(place))
  })
}

/** The dies of a signature of this kind, its place and size drawn at random. */
function plant(kind: SignatureKind, grid: DieGrid, random: Random, warp: Warp): Uint8Array {
  const where = (holds: (place: Place, i: number) => boolean) =>
    Uint8Array.from(grid.places, (place, i) => Number(holds(warp(place), i)))
  switch (kind) {
    case 'centre': {
      const radius = random.between(0.18, 0.42)
      const [cu, cv] = [random.normal(0, 0.02), random.normal(0, 0.02)]
      return where(({ u, v }) => Math.hypot(u - cu, v - cv) <= radius)
    }
    case 'ring': {
      const inner = random.between(0.3, 0.65)
      const outer = inner + random.between(0.1, 0.22)
      const [cu, cv] = [random.normal(0, 0.02), random.normal(0, 0.02)]
      return where(({ u, v }) => {
        const r = Math.hypot(u - cu, v - cv)
        return r >= inner && r <= outer
      })
    }
    case 'edge': {
      const from = random.between(0.8, 0.92)
      // Most go round; some take an arc of at least a third.
      const arc = random.chance(0.6) ? 1 : random.between(1 / 3, 0.9)
      const start = random.between(-Math.PI, Math.PI)
      return where(({ u, v }) => {
        const turn = (Math.atan2(v, u) - start + 4 * Math.PI) % (2 * Math.PI)
        return Math.hypot(u, v) >= from && turn <= arc * 2 * Math.PI
      })
    }
    case 'cluster': {
      const radius = random.between(0.15, 0.3)
      const stretch = 2 ** random.between(-0.4, 0.4)
      const turn = random.between(0, Math.PI)
      const far = random.between(0.35, 0.8)
      const direction = random.between(-Math.PI, Math.PI)
      const [cu, cv] = [far * Math.cos(direction), far * Math.sin(direction)]
      return where(({ u, v }) => {
        const along = (u - cu) * Math.cos(turn) + (v - cv) * Math.sin(turn)
        const across = (v - cv) * Math.cos(turn) - (u - cu) * Math.sin(turn)
        return Math.hypot(along / stretch, across * stretch) <= radius
      })
    }
    case 'scratch':
      return plantScratch(grid, random, warp)
    case 'repeater': {
      const bad = new Set<number>()
      const positions = random.chance(0.7) ? 1 : 2
      while (bad.size < positions) bad.add(random.below(grid.fieldColumns * grid.fieldRows))
      const [offX, offY] = [random.below(grid.fieldColumns), random.below(grid.fieldRows)]
      const fold = (value: number, period: number) => ((value % period) + period) % period
      return where((_, i) => {
        const column = fold((grid.x[i] ?? 0) + offX, grid.fieldColumns)
        const row = fold((grid.y[i] ?? 0) + offY, grid.fieldRows)
        return bad.has(row * grid.fieldColumns + column)
      })
    }
  }
}

/** The dies that a gently bent line of some breadth touches, 0.8 to 1.7 wafer radii long. */
function plantScratch(grid: DieGrid, random: Random, warp: Warp): Uint8Array {
  const dies = new Uint8Array(grid.places.length)
  const at = new Map(grid.places.map((_, i) => [`${grid.x[i] ?? 0},${grid.y[i] ?? 0}`, i]))
  const [first] = grid.places
  const [x0, y0] = [grid.x[0] ?? 0, grid.y[0] ?? 0]
  if (first === undefined) return dies
  const length = random.between(0.8, 1.7)
  const bend = random.between(-0.5, 0.5)
  const breadth = random.between(0, 0.9) * Math.min(grid.pitchU, grid.pitchV)
  const turn = random.between(0, Math.PI)
  const far = random.between(0, 0.5)
  const direction = random.between(-Math.PI, Math.PI)
  const [cu, cv] = [far * Math.cos(direction), far * Math.sin(direction)]
  const step = Math.min(grid.pitchU, grid.pitchV) / 8
  for (let along = -length / 2; along <= length / 2; along += step)
    for (const side of [-0.5, 0, 0.5]) {
      const across = bend * along * along + side * breadth
      const { u, v } = warp({
        u: cu + along * Math.cos(turn) - across * Math.sin(turn),
        v: cv + along * Math.sin(turn) + across * Math.cos(turn)
      })
      const i = at.get(
        `${x0 + Math.round((u - first.u) / grid.pitchU)},${y0 + Math.round((v - first.v) / grid.pitchV)}`
      )
      if (i !== undefined) dies[i] = 1
    }
  return dies
}

/** A map of known kind, the same for the same recipe. */
export function generateMap(recipe: MapRecipe): GeneratedMap {
  const random = createRandom(recipe.seed)
  const grid = generateGrid(recipe.dies, random.fork('grid'))
  const planted = recipe.signatures.map(({ kind, kill }, i) => ({
    kind,
    kill,
    dies: plant(kind, grid, random.fork(`plant ${i}`), warpOf(recipe.warp ?? 0, random.fork(`warp ${i}`)))
  }))
  const wafers = recipe.wafers ?? 1
  const draw = random.fork('fails')
  const fail = Float64Array.from(grid.places, (_, i) => {
    let passes = recipe.baseYield
    for (const { dies, kill } of planted) if (dies[i] === 1) passes *= 1 - kill
    let failed = 0
    for (let wafer = 0; wafer < wafers; wafer++) if (!draw.chance(passes)) failed++
    return failed / wafers
  })
  return { x: grid.x, y: grid.y, fail, tested: new Float64Array(fail.length).fill(wafers), planted }
}
