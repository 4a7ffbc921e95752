import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import type { CellOut, ImageOut, KlarfOut } from '../../../main/instruments/formats/klarf/write'
import { seeded } from '../../formats/stdf/random'

const pitch = { x: 8000, y: 10_000 }

/** Dies of the wafer: not alike on all sides, so that only one way of laying them over one another fits. */
export const dies: readonly (readonly [number, number])[] = Array.from({ length: 37 * 31 }, (_, i) => {
  const [x, y] = [(i % 37) - 18, Math.floor(i / 37) - 15]
  return [x, y] as const
}).filter(([x, y]) => Math.hypot(x * pitch.x, y * pitch.y) < 140_000 && !(x > 10 && y > 3))

/** What the two files of {@link inspected} and {@link tested} hold. */
export const planted = {
  /** Place in the die of a repeater of class 20, on every eighth die. */
  repeater: { x: 2500, y: 7500 },
  classes: [
    { number: 0, name: 'Unclassified' },
    { number: 10, name: 'Particle' },
    { number: 20, name: '桥接' }
  ],
  /** What the tester calls a die of the inspection. */
  testerDie: (x: number, y: number) => [x + 31, -y + 7] as const,
  /** Dies with a defect of class 20 fail, all of them; of the others one in twenty. */
  killer: 20
} as const

const isRepeated = (die: number) => die % 8 === 3

/** Two wafers of one lot: random particles, and on the second a repeater. */
export function inspected(): KlarfOut {
  const random = seeded(11)
  const um = (most: number) => Math.round(random() * most * 1000) / 1000
  const wafer = (slot: number) => {
    const rows: CellOut[][] = []
    const images = new Map<number, ImageOut[]>()
    const add = (x: number, y: number, die: readonly [number, number], size: number, klass: number) =>
      rows.push([rows.length + 1, x, y, die[0], die[1], size, size, size, klass, 1, 0])
    for (let i = 0; i < 120; i++)
      add(
        um(pitch.x),
        um(pitch.y),
        dies[Math.floor(random() * dies.length)] ?? [0, 0],
        0.1 + um(2),
        i % 3 === 0 ? 0 : 10
      )
    if (slot === 2)
      dies.forEach((die, i) => {
        if (isRepeated(i)) add(planted.repeater.x + um(6) - 3, planted.repeater.y + um(6) - 3, die, 0.5, 20)
      })
    images.set(0, [{ file: `pictures\\W${String(slot)}_1.JPG`, page: 1, label: '0' }])
    return {
      wafer: `LOT-7.${String(slot).padStart(2, '0')}`,
      slot,
      centre: { x: 4000, y: 5000 },
      plan: dies,
      area: dies.length * pitch.x * pitch.y,
      columns: [
        'DEFECTID',
        'XREL',
        'YREL',
        'XINDEX',
        'YINDEX',
        'XSIZE',
        'YSIZE',
        'DSIZE',
        'CLASSNUMBER',
        'TEST',
        'CLUSTERNUMBER'
      ],
      rows,
      images
    }
  }
  return {
    version: '1.2',
    fileAt: '2026-03-04T05:06:07',
    lots: [
      {
        lot: 'LOT-7',
        device: 'EX-DEV',
        step: 'M1',
        recipe: 'R',
        recipeAt: '2026-01-02T03:04:05',
        station: ['Example', 'Model 1', 'INS01'],
        resultAt: '2026-03-04T04:00:00',
        geometry: { diameter: 300, pitch, mark: 'notch', markAt: 'down' },
        classes: planted.classes,
        wafers: [wafer(1), wafer(2)]
      }
    ]
  }
}

/** The same two wafers at the tester, whose y runs down and whose dies count from elsewhere. */
export function tested(): Buffer {
  const random = seeded(5)
  const writer = new StdfWriter('LittleEndian')
  writer.record('MIR', { SETUP_T: 1700000000, START_T: 1700000100, LOT_ID: 'lot 7', PART_TYP: 'EX-DEV' })
  writer.record('WCR', {
    WAFR_SIZ: 300,
    DIE_HT: 10,
    DIE_WID: 8,
    WF_UNITS: 3,
    WF_FLAT: 'D',
    POS_X: 'R',
    POS_Y: 'D'
  })
  for (const slot of [1, 2]) {
    writer.record('WIR', { HEAD_NUM: 1, SITE_GRP: 255, START_T: 1700000200, WAFER_ID: `0${String(slot)}` })
    dies.forEach(([x, y], i) => {
      const fail = (slot === 2 && isRepeated(i)) || random() < 0.05
      const [X_COORD, Y_COORD] = planted.testerDie(x, y)
      writer.record('PIR', { HEAD_NUM: 1, SITE_NUM: 1 })
      writer.record('PRR', {
        HEAD_NUM: 1,
        SITE_NUM: 1,
        PART_FLG: fail ? 8 : 0,
        NUM_TEST: 1,
        HARD_BIN: fail ? (slot === 2 && isRepeated(i) ? 7 : 5) : 1,
        SOFT_BIN: 1,
        X_COORD,
        Y_COORD,
        PART_ID: String(i + 1)
      })
    })
    writer.record('WRR', {
      HEAD_NUM: 1,
      FINISH_T: 1700000900,
      PART_CNT: dies.length,
      WAFER_ID: `0${String(slot)}`
    })
  }
  writer.record('HBR', {
    HEAD_NUM: 255,
    SITE_NUM: 0,
    HBIN_NUM: 7,
    HBIN_CNT: 1,
    HBIN_PF: 'F',
    HBIN_NAM: 'LEAK'
  })
  writer.record('MRR', { FINISH_T: 1700001000 })
  return writer.bytes()
}
