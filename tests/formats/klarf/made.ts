import {
  klarfText,
  type CellOut,
  type ImageOut,
  type KlarfOut,
  type WaferOut
} from '../../../main/instruments/formats/klarf/write'
import type { KlarfVersion } from '../../../main/instruments/formats/klarf/types'
import { seeded } from '../stdf/random'

/** What a made file of defects is to be like. */
export interface Wish {
  readonly version?: KlarfVersion
  readonly wafers?: number
  readonly defects?: number
  readonly images?: boolean
  readonly seed?: number
}

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
  'TEST',
  'CLUSTERNUMBER',
  'ROUGHBINNUMBER',
  'FINEBINNUMBER',
  'REVIEWSAMPLE'
]

/** A lot of wafers with defects here and there, lengths on whole nanometres. */
export function madeKlarf({
  version = '1.2',
  wafers = 2,
  defects = 50,
  images = false,
  seed = 7
}: Wish = {}): KlarfOut {
  const random = seeded(seed)
  const pitch = { x: 8000, y: 10_000 }
  const plan: [number, number][] = []
  for (let x = -18; x <= 18; x++)
    for (let y = -15; y <= 15; y++) if (Math.hypot(x * pitch.x, y * pitch.y) < 147_000) plan.push([x, y])
  const um = (most: number) => Math.round(random() * most * 1000) / 1000
  const wafer = (index: number): WaferOut => {
    const pictures = new Map<number, ImageOut[]>()
    const rows = Array.from({ length: defects }, (_, i): CellOut[] => {
      const [ix, iy] = plan[Math.floor(random() * plan.length)] ?? [0, 0]
      const [sx, sy] = [um(8), um(8)]
      if (images && i % 5 === 0)
        pictures.set(i, [
          { file: `W${String(index + 1)}_${String(i)}.jpg`, page: 1, label: '0' },
          { file: `W${String(index + 1)}_${String(i)}.jpg`, page: 2, label: '1' }
        ])
      const klass = Math.floor(random() * 4) * 10
      return [
        i + 1,
        um(pitch.x),
        um(pitch.y),
        ix,
        iy,
        sx,
        sy,
        sx * sy,
        Math.max(sx, sy),
        klass,
        1,
        0,
        klass % 7,
        0,
        0
      ]
    })
    return {
      wafer: `W${String(index + 1).padStart(2, '0')}`,
      slot: index + 1,
      centre: { x: 4000, y: 5000 },
      plan,
      area: plan.length * pitch.x * pitch.y,
      columns,
      rows,
      ...(images ? { images: pictures } : {})
    }
  }
  return {
    version,
    fileAt: '2026-03-04T05:06:07',
    lots: [
      {
        lot: 'EX-LOT-1',
        device: 'EX-DEV',
        step: 'M1-CMP',
        recipe: 'RCP; {1}, a',
        recipeAt: '2026-01-02T03:04:05',
        station: ['Example', 'Model 1', 'INS01'],
        resultAt: '2026-03-04T04:00:00',
        geometry: { diameter: 300, pitch, mark: 'notch', markAt: 'down' },
        classes: [
          { number: 0, name: 'Unclassified' },
          { number: 10, name: 'Particle' },
          { number: 20, name: 'Scratch; {deep}, long' },
          { number: 30, name: '残留' }
        ],
        wafers: Array.from({ length: wafers }, (_, i) => wafer(i))
      }
    ]
  }
}

/** The bytes of a file. */
export function bytesOf(file: KlarfOut): Buffer {
  return Buffer.from([...klarfText(file)].join(''), 'utf8')
}
