import { klarfTime } from './times'
import type { KlarfField, KlarfGeometry, Pair } from './types'

/** The field of a key that holds here, by {@link fieldKey}; null where none does. */
export type Lookup = (key: string) => KlarfField | null

/** A number as a file writes it; null where it is none. */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

function pairOf(field: KlarfField | null, divisor: number): Pair | null {
  const [x, y] = (field?.values ?? []).map(numberOf)
  return typeof x === 'number' && typeof y === 'number' ? { x: x / divisor, y: y / divisor } : null
}

const places: Readonly<Record<string, KlarfGeometry['markAt']>> = {
  down: 'down',
  left: 'left',
  up: 'up',
  right: 'right',
  // 1.8 counts degrees from the bottom, counter-clockwise on a map with y up.
  '0': 'down',
  '90': 'right',
  '180': 'up',
  '270': 'left'
}

/** Where the dies lie, from the fields that hold for a wafer. */
export function resolveGeometry(find: Lookup, units: 'um' | 'nm'): KlarfGeometry {
  const divisor = units === 'nm' ? 1000 : 1
  const pitch = pairOf(find('diepitch'), divisor)
  const mark = find('sampleorientationmarktype')?.values[0]?.toLowerCase()
  return {
    diameter: diameterOf(find('samplesize'), units),
    pitch: pitch !== null && pitch.x > 0 && pitch.y > 0 ? pitch : null,
    origin: pairOf(find('dieorigin'), divisor) ?? { x: 0, y: 0 },
    centre: pairOf(find('samplecenterlocation'), divisor),
    mark: mark === 'notch' || mark === 'flat' ? mark : null,
    markAt: places[find('orientationmarklocation')?.values[0]?.toLowerCase() ?? ''] ?? null,
    mirrored: find('coordinatesmirrored')?.values[0]?.toLowerCase() === 'yes'
  }
}

/** Millimetres: `1 300` in 1.x (shape, then diameter), `{300000000, 0}` nanometres in 1.8. */
function diameterOf(field: KlarfField | null, units: 'um' | 'nm'): number | null {
  const values = (field?.values ?? []).map(numberOf)
  const size = units === 'nm' ? (values[0] ?? 0) / 1e6 : (values[1] ?? values[0] ?? 0)
  return size > 0 && size < 2000 ? size : null
}

/** Without blanks at its ends; of one character per byte, a no-break space may be half of another character. */
const bare = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, '')

/** What is the same for all wafers of a lot, from the fields that hold for it. */
export function resolveLot(find: Lookup): {
  readonly device: string
  readonly step: string
  readonly recipe: string
  readonly station: readonly string[]
  readonly sampleType: string
  readonly resultAt: string | null
} {
  const first = (key: string) => bare(find(key)?.values[0] ?? '')
  const device = first('deviceid')
  const stamp = find('resulttimestamp')
  return {
    device: device === '' ? first('product') : device,
    step: first('stepid'),
    recipe: first('setupid'),
    station: (find('inspectionstationid')?.values ?? []).map(bare),
    sampleType: first('sampletype'),
    resultAt: stamp === null ? null : klarfTime(stamp.values)
  }
}
