import type { LotKey } from '../recipe/lots'
import type { PlannedFile, PlannedWafer } from './lot-file'
import { type PlannedInspectionFile, pictureName, picturesOfWafer } from './inspection-file'
import type { PlannedPictureFile } from './picture'
import type { Signature } from './signatures'

/** Which story a data file belongs to. */
export type FileGroup = 'ring' | 'repeat' | 'scratch' | 'drift'

interface Belongs {
  readonly group: FileGroup
  readonly lotKey: LotKey
}

/** A tester file of the demo, not yet written. */
export interface PlannedTester extends PlannedFile, Belongs {
  readonly kind: 'tester'
}

/** A file of an inspection tool, not yet written. */
export interface PlannedInspection extends PlannedInspectionFile, Belongs {
  readonly kind: 'inspection'
}

/** A picture of a defect, not yet written. */
export interface PlannedPicture extends PlannedPictureFile, Belongs {
  readonly kind: 'picture'
}

/** A data file of the demo. */
export type PlannedData = PlannedTester | PlannedInspection | PlannedPicture

interface WaferSketch {
  readonly number: number
  readonly signature: Signature
  /** Days before now it was probed. */
  readonly day: number
}

interface FileSketch {
  readonly group: FileGroup
  readonly lotKey: 'ring' | 'repeat' | 'scratch'
  readonly wafers: readonly WaferSketch[]
}

/** The ten wafers in the order they were probed, so that the drift runs through all of them. */
const sketches: readonly FileSketch[] = [
  {
    group: 'ring',
    lotKey: 'ring',
    wafers: [
      { number: 3, signature: 'edgeRing', day: 60 },
      { number: 7, signature: 'edgeRing', day: 58 },
      { number: 12, signature: 'edgeRing', day: 56 },
      { number: 18, signature: 'edgeRing', day: 54 }
    ]
  },
  { group: 'repeat', lotKey: 'repeat', wafers: [{ number: 2, signature: 'repeater', day: 44 }] },
  { group: 'repeat', lotKey: 'repeat', wafers: [{ number: 9, signature: 'repeater', day: 42 }] },
  { group: 'repeat', lotKey: 'repeat', wafers: [{ number: 21, signature: 'repeater', day: 40 }] },
  { group: 'scratch', lotKey: 'scratch', wafers: [{ number: 5, signature: 'scratch', day: 22 }] },
  { group: 'drift', lotKey: 'scratch', wafers: [{ number: 11, signature: 'none', day: 20 }] },
  { group: 'drift', lotKey: 'scratch', wafers: [{ number: 16, signature: 'none', day: 18 }] }
]

/** Shift of each lot as a whole, in sigmas. */
const lotShifts = { ring: 0.15, repeat: -0.1, scratch: 0.05 } as const

const dayMs = 86_400_000

/** As testers name wafers: `W07`. */
export const waferName = (number: number): string => `W${String(number).padStart(2, '0')}`

/** Wafers with data, for the register. */
export const probedWafers: readonly { readonly lotKey: LotKey; readonly number: number }[] = sketches.flatMap(
  ({ lotKey, wafers }) => wafers.map(({ number }) => ({ lotKey, number }))
)

/** What was inspected before it was probed; the defects lie under the dies that fail later. */
const inspections = [
  {
    group: 'repeat',
    lotKey: 'repeat',
    version: '1.2',
    step: 'GATE-CONTACT-ETCH',
    day: 49,
    numbers: [2, 9, 21]
  },
  { group: 'scratch', lotKey: 'scratch', version: '1.8', step: 'OXIDE-CMP', day: 27, numbers: [5, 11] }
] as const

function planInspections(
  lotNumber: (key: LotKey) => string,
  product: string,
  now: Date
): PlannedInspection[] {
  return inspections.map(({ group, lotKey, version, step, day, numbers }) => ({
    kind: 'inspection',
    group,
    lotKey,
    name: `${lotNumber(lotKey)}_${step}.klarf`,
    lot: lotNumber(lotKey),
    product,
    version,
    step,
    station: 'INSP-01',
    inspectedAt: new Date(now.getTime() - day * dayMs),
    wafers: numbers.map(number => ({
      id: waferName(number),
      slot: number,
      signature: signatureOf(lotKey, number)
    }))
  }))
}

function signatureOf(lotKey: LotKey, number: number): Signature {
  return (
    sketches
      .filter(sketch => sketch.lotKey === lotKey)
      .flatMap(sketch => sketch.wafers)
      .find(wafer => wafer.number === number)?.signature ?? 'none'
  )
}

/**
 * The data files of the demo.
 * @param lotNumber number of a lot by its key
 */
export function planData(lotNumber: (key: LotKey) => string, product: string, now: Date): PlannedData[] {
  const inspections = planInspections(lotNumber, product, now)
  return [...planTester(lotNumber, product, now), ...inspections, ...inspections.flatMap(planPictures)]
}

/** The pictures a file of an inspection tool names. */
function planPictures({ group, lotKey, lot, wafers }: PlannedInspection): PlannedPicture[] {
  return wafers.flatMap(wafer =>
    Array.from({ length: picturesOfWafer }, (_, nth): PlannedPicture => ({
      kind: 'picture',
      group,
      lotKey,
      name: pictureName(lot, wafer.id, nth),
      lot,
      wafer,
      nth
    }))
  )
}

function planTester(lotNumber: (key: LotKey) => string, product: string, now: Date): PlannedTester[] {
  const count = sketches.reduce((sum, { wafers }) => sum + wafers.length, 0)
  let probed = 0
  return sketches.map(({ group, lotKey, wafers }) => {
    const lot = lotNumber(lotKey)
    const planned = wafers.map(({ number, signature, day }): PlannedWafer => ({
      id: waferName(number),
      silicon: { signature, drift: probed++ / (count - 1), lotShift: lotShifts[lotKey] },
      startedAt: new Date(now.getTime() - day * dayMs)
    }))
    const [first] = planned
    const which = planned.length === 1 ? `_${first?.id ?? ''}` : ''
    return {
      kind: 'tester',
      group,
      lotKey,
      name: `${lot}${which}_CP1.stdf`,
      lot,
      product,
      tester: 'ATE-11',
      probeCard: 'PC-4817-2',
      wafers: planned
    }
  })
}
