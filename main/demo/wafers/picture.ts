import { crc32, deflateSync } from 'node:zlib'
import { createRandom, type Random } from '../../statistics/random'
import { type InspectedWafer, picturedOf } from './inspection-file'

/** A picture of one defect, as a review tool takes it. */
export interface PlannedPictureFile {
  readonly name: string
  readonly lot: string
  readonly wafer: InspectedWafer
  /** Which of the wafer's pictured defects. */
  readonly nth: number
}

/** Pixels of a side. */
const side = 128
const middle = side / 2
/** Pixels from one metal line to the next. */
const period = 16

/** How much brighter a place is than the lines and spaces below it, -1 to 1. */
type Shape = (x: number, y: number) => number

const bell = (distance: number, width: number): number => Math.exp(-((distance / width) ** 2))

/** What a defect of a class looks like; a little differently each time. */
function shapeOf(kind: number, random: Random): Shape {
  const turn = 0.6 + 0.5 * random.next()
  const wide = 0.8 + 0.4 * random.next()
  switch (kind) {
    case 2:
      // Metal left between one line and the next.
      return (x, y) => 0.75 * bell(x - middle, 5 * wide) * Number(Math.abs(y - middle) < period * 0.55)
    case 3:
      return (x, y) => {
        const across = (x - middle) * Math.sin(turn) - (y - middle) * Math.cos(turn)
        return -0.8 * bell(across, 4 * wide) + 0.35 * bell(Math.abs(across) - 7 * wide, 2)
      }
    case 4:
      return (x, y) => -0.35 * bell(Math.hypot(x - middle, (y - middle) * turn * 1.4), 26 * wide)
    default:
      return (x, y) =>
        0.9 * bell(Math.hypot(x - middle, y - middle), 8 * wide) -
        0.4 * bell(Math.hypot(x - middle - 8, y - middle - 8), 7 * wide)
  }
}

/** The bytes of a grey PNG of 128 x 128 pixels; the same file and seed give the same picture. */
export function pictureBytes(file: PlannedPictureFile, seed: number): Buffer {
  const random = createRandom(seed).fork(`picture ${file.name}`)
  const shape = shapeOf(picturedOf(file.lot, file.wafer, seed)[file.nth]?.class ?? 0, random)
  // A byte before each row says that it is not filtered.
  const rows = Buffer.alloc(side * (side + 1))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const line = 92 + 46 * Math.tanh(2.5 * Math.sin((2 * Math.PI * (y - middle)) / period - Math.PI / 2))
      const grey = line + 120 * shape(x, y) + 6 * random.normal()
      rows[y * (side + 1) + 1 + x] = Math.max(0, Math.min(255, Math.round(grey)))
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // Eight bits, grey.
  header[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** One chunk of a PNG (ISO/IEC 15948, 5.3): length, type, data, CRC of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
