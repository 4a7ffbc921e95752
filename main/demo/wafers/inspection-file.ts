import {
  klarfText,
  type CellOut,
  type KlarfOut,
  type LotOut,
  type WaferOut
} from '../../instruments/formats/klarf/write'
import { createRandom, type Random } from '../../statistics/random'
import { wholeBetween } from '../random'
import { dies, geometry, type Die } from './layout'
import { isRepeated, repeater, scratchPoints, type Signature } from './signatures'

/** One wafer as an inspection tool looks at it. */
export interface InspectedWafer {
  readonly id: string
  readonly slot: number
  readonly signature: Signature
}

/** One file of an inspection tool. */
export interface PlannedInspectionFile {
  readonly name: string
  readonly lot: string
  readonly product: string
  readonly version: KlarfOut['version']
  readonly step: string
  readonly station: string
  readonly inspectedAt: Date
  readonly wafers: readonly InspectedWafer[]
}

const classes: LotOut['classes'] = [
  { number: 0, name: 'Unclassified' },
  { number: 1, name: 'Particle' },
  { number: 2, name: 'Pattern bridge' },
  { number: 3, name: 'Scratch' },
  { number: 4, name: 'Residue' }
]

const columns = [
  'DEFECTID',
  'XREL',
  'YREL',
  'XINDEX',
  'YINDEX',
  'XSIZE',
  'YSIZE',
  'DEFECTAREA',
  'DSIZE',
  'CLASSNUMBER',
  'TEST'
] as const

/** A defect: its die, its place in it from the lower left corner and its size, in micrometres. */
interface Defect {
  readonly die: Die
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly high: number
  readonly class: number
}

const um = 1000
const dieWide = geometry.dieWidth * um
const dieHigh = geometry.dieHeight * um

/** What dust leaves on any wafer. */
function dust(random: Random): Defect[] {
  return Array.from({ length: wholeBetween(random, 34, 58) }, () => {
    const size = 0.18 * 14 ** random.next()
    return {
      die: random.pick(dies),
      x: random.next() * dieWide,
      y: random.next() * dieHigh,
      wide: size * (0.7 + 0.6 * random.next()),
      high: size * (0.7 + 0.6 * random.next()),
      class: random.pick([0, 1, 1, 1, 1, 4])
    }
  })
}

/** The same small bridge at the same place of one die of each shot; the tool misses one in twenty. */
function repeated(random: Random): Defect[] {
  return dies
    .filter(die => isRepeated(die) && random.next() < 0.95)
    .map(die => ({
      die,
      x: repeater.inDieX * um + 2.5 * random.normal(),
      y: repeater.inDieY * um + 2.5 * random.normal(),
      wide: 0.55 + 0.08 * random.next(),
      high: 0.42 + 0.08 * random.next(),
      class: 2
    }))
}

/** Spots along the scratch, wherever it runs over a die. */
function scratched(random: Random): Defect[] {
  const found: Defect[] = []
  for (const [mmX, mmY] of scratchPoints(150)) {
    const [x, y] = [mmX + 0.12 * random.normal(), mmY + 0.12 * random.normal()]
    const die = dies.find(
      one => Math.abs(one.mmX - x) < geometry.dieWidth / 2 && Math.abs(one.mmY - y) < geometry.dieHeight / 2
    )
    if (die === undefined || random.next() < 0.12) continue
    found.push({
      die,
      x: (x - die.mmX + geometry.dieWidth / 2) * um,
      y: (y - die.mmY + geometry.dieHeight / 2) * um,
      wide: 4 + 60 * random.next(),
      high: 2 + 18 * random.next(),
      class: 3
    })
  }
  return found
}

function defectsOf(lot: string, wafer: InspectedWafer, seed: number): Defect[] {
  const random = createRandom(seed).fork(`inspection ${lot} ${wafer.id}`)
  return [
    ...(wafer.signature === 'repeater' ? repeated(random) : []),
    ...(wafer.signature === 'scratch' ? scratched(random) : []),
    ...dust(random)
  ].toSorted((a, b) => b.die.y - a.die.y || a.die.x - b.die.x)
}

/** Classes of the defects of a wafer that a review tool took pictures of. */
const pictured = { none: [1, 1, 4], edgeRing: [1, 1, 4], repeater: [2, 2, 1], scratch: [3, 3, 1] } as const

/** Pictures of each inspected wafer. */
export const picturesOfWafer = 3

/** What the picture of a wafer's n-th pictured defect is called. */
export function pictureName(lot: string, wafer: string, nth: number): string {
  return `${lot}_${wafer}_${nth + 1}.png`
}

/** Defects of a wafer with a picture: place in the wafer's list, and class. */
export function picturedOf(
  lot: string,
  wafer: InspectedWafer,
  seed: number
): readonly { readonly row: number; readonly class: number }[] {
  const all = defectsOf(lot, wafer, seed).map((defect, row) => ({ row, class: defect.class }))
  return pictured[wafer.signature].flatMap((kind, nth) => {
    const own = all.filter(defect => defect.class === kind)
    // Spread over the wafer; a class may have none on it.
    const one = own[Math.floor((own.length * (nth + 1)) / (picturesOfWafer + 1))] ?? all[nth]
    return one === undefined ? [] : [one]
  })
}

function waferOut(lot: string, wafer: InspectedWafer, seed: number): WaferOut {
  const defects = defectsOf(lot, wafer, seed)
  // Whole nanometres, which every version can say.
  const exact = (value: number): number => Math.round(value * 1000) / 1000
  const rows = defects.map(({ die, x, y, wide, high, class: kind }, i): CellOut[] => [
    i + 1,
    exact(x),
    exact(y),
    die.x,
    die.y,
    exact(wide),
    exact(high),
    exact(wide * high),
    exact(Math.max(wide, high)),
    kind,
    1
  ])
  return {
    wafer: wafer.id,
    slot: wafer.slot,
    // Die 0, 0 has its middle in the wafer's.
    centre: { x: dieWide / 2, y: dieHigh / 2 },
    plan: dies.map(die => [die.x, die.y] as const),
    area: dies.length * dieWide * dieHigh,
    columns,
    rows,
    images: new Map(
      picturedOf(lot, wafer, seed).map(({ row }, nth) => [
        row,
        [{ file: pictureName(lot, wafer.id, nth), page: 1, format: 'PNG' }]
      ])
    )
  }
}

/** The bytes of a KLARF file; the same file and seed give the same bytes. */
export function inspectionFileBytes(file: PlannedInspectionFile, seed: number): Buffer {
  const at = file.inspectedAt.toISOString().slice(0, 19)
  const text = klarfText({
    version: file.version,
    fileAt: at,
    lots: [
      {
        lot: file.lot,
        device: file.product,
        step: file.step,
        recipe: 'DEMO-INVENTED',
        recipeAt: at,
        station: ['EXAMPLE', 'DARKFIELD', file.station],
        resultAt: at,
        geometry: {
          mark: 'notch',
          markAt: 'down',
          diameter: geometry.diameter,
          pitch: { x: dieWide, y: dieHigh }
        },
        classes,
        wafers: file.wafers.map(wafer => waferOut(file.lot, wafer, seed))
      }
    ]
  })
  return Buffer.from(Array.from(text).join(''), 'utf8')
}
