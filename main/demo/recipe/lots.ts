import type { lotKinds } from '@contract/trace'
import type { Random } from '../../statistics/random'
import { wholeBetween } from '../random'
import type { CustomerKey, ProductKey, SupplierKey } from './partners'

interface LotSketch {
  readonly kind: (typeof lotKinds)[number]
  /** What it is a lot of; null for material. */
  readonly product: ProductKey | null
  /** Who delivered, assembled or cleaned it. */
  readonly supplier?: SupplierKey
  /** Days before now it was started, assembled, tested or shipped. */
  readonly day: number
  readonly quantity: number
  /** Lots it was made of; told in its notes until lots have edges of their own. */
  readonly from?: readonly string[]
  readonly to?: CustomerKey
  readonly about?: string
}

const sketches = {
  // The product with data: three wafer lots and what became of them.
  ring: {
    kind: 'wafer',
    product: 'driver',
    day: 71,
    quantity: 25,
    about: 'Trench etch on ETCH-04 chamber B. 沟槽刻蚀 ETCH-04 B 腔。'
  },
  repeat: {
    kind: 'wafer',
    product: 'driver',
    day: 55,
    quantity: 25,
    about: 'Gate contact printed on SCAN-02 with reticle RT-4817-GC-02. 栅接触层光罩 RT-4817-GC-02。'
  },
  scratch: {
    kind: 'wafer',
    product: 'driver',
    day: 40,
    quantity: 25,
    about: 'Oxide polish on CMP-03. 氧化层研磨 CMP-03。'
  },
  driverBefore: { kind: 'wafer', product: 'driver', day: 96, quantity: 25 },
  ringAssembly: { kind: 'assembly', product: 'driver', day: 50, quantity: 16_900, from: ['ring'] },
  repeatAssembly: { kind: 'assembly', product: 'driver', day: 36, quantity: 17_400, from: ['repeat'] },
  ringTest: { kind: 'test', product: 'driver', day: 45, quantity: 16_480, from: ['ringAssembly'] },
  repeatTest: { kind: 'test', product: 'driver', day: 31, quantity: 17_010, from: ['repeatAssembly'] },
  ringAurora: {
    kind: 'shipment',
    product: 'driver',
    day: 38,
    quantity: 9000,
    from: ['ringTest'],
    to: 'aurora'
  },
  ringHailan: {
    kind: 'shipment',
    product: 'driver',
    day: 37,
    quantity: 6000,
    from: ['ringTest'],
    to: 'hailan'
  },
  repeatQinghe: {
    kind: 'shipment',
    product: 'driver',
    day: 27,
    quantity: 8000,
    from: ['repeatTest'],
    to: 'qinghe'
  },
  repeatVoltera: {
    kind: 'shipment',
    product: 'driver',
    day: 26,
    quantity: 6000,
    from: ['repeatTest'],
    to: 'voltera'
  },
  scratchTianyue: {
    kind: 'shipment',
    product: 'driver',
    day: 17,
    quantity: 12,
    from: ['scratch'],
    to: 'tianyue',
    about: 'Wafers with maps. 带 MAP 晶圆。'
  },
  // The other products.
  basisWafer: { kind: 'wafer', product: 'basis', day: 120, quantity: 25 },
  basisTest: { kind: 'test', product: 'basis', day: 84, quantity: 42_000, from: ['basisWafer'] },
  basisNorthwater: {
    kind: 'shipment',
    product: 'basis',
    day: 70,
    quantity: 24_000,
    from: ['basisTest'],
    to: 'northwater'
  },
  supplyWafer: { kind: 'wafer', product: 'supply', day: 104, quantity: 25 },
  supplyTest: { kind: 'test', product: 'supply', day: 66, quantity: 96_000, from: ['supplyWafer'] },
  supplyAurora: {
    kind: 'shipment',
    product: 'supply',
    day: 52,
    quantity: 36_000,
    from: ['supplyTest'],
    to: 'aurora'
  },
  supplyQinghe: {
    kind: 'shipment',
    product: 'supply',
    day: 33,
    quantity: 30_000,
    from: ['supplyTest'],
    to: 'qinghe'
  },
  frontWafer: { kind: 'wafer', product: 'frontEnd', day: 110, quantity: 25 },
  frontAssembly: { kind: 'assembly', product: 'frontEnd', day: 80, quantity: 9600, from: ['frontWafer'] },
  frontBirchdale: {
    kind: 'shipment',
    product: 'frontEnd',
    day: 58,
    quantity: 4800,
    from: ['frontAssembly'],
    to: 'birchdale'
  },
  controllerWafer: { kind: 'wafer', product: 'controller', day: 125, quantity: 25 },
  controllerTest: {
    kind: 'test',
    product: 'controller',
    day: 74,
    quantity: 28_000,
    from: ['controllerWafer']
  },
  controllerQinghe: {
    kind: 'shipment',
    product: 'controller',
    day: 60,
    quantity: 12_000,
    from: ['controllerTest'],
    to: 'qinghe'
  },
  controllerKitamura: {
    kind: 'shipment',
    product: 'controller',
    day: 29,
    quantity: 8000,
    from: ['controllerTest'],
    to: 'kitamura'
  },
  sensorTest: { kind: 'test', product: 'sensor', day: 62, quantity: 150_000 },
  sensorNorthwater: {
    kind: 'shipment',
    product: 'sensor',
    day: 44,
    quantity: 60_000,
    from: ['sensorTest'],
    to: 'northwater'
  },
  sensorVoltera: {
    kind: 'shipment',
    product: 'sensor',
    day: 20,
    quantity: 30_000,
    from: ['sensorTest'],
    to: 'voltera'
  },
  // Material: what came in, and from whom.
  siliconMaterial: {
    kind: 'material',
    product: null,
    supplier: 'silicon',
    day: 124,
    quantity: 150,
    about: '200 mm epitaxial wafers. 200 mm 外延片。'
  },
  frameMaterial: {
    kind: 'material',
    product: null,
    supplier: 'plating',
    day: 97,
    quantity: 40_000,
    about: 'Leadframes, tin finish. 引线框架，镀锡。'
  },
  trayMaterial: {
    kind: 'material',
    product: null,
    supplier: 'trays',
    day: 82,
    quantity: 2400,
    about: 'JEDEC trays LQFP-64. LQFP-64 托盘。'
  },
  bagMaterial: {
    kind: 'material',
    product: null,
    supplier: 'bags',
    day: 72,
    quantity: 6000,
    about: 'Moisture barrier bags. 防潮袋。'
  }
} as const satisfies Record<string, LotSketch>

/** Key of a lot of the demo. */
export type LotKey = keyof typeof sketches

/** A lot with its invented number. */
export interface PlannedLot extends LotSketch {
  readonly key: LotKey
  readonly lotNumber: string
  /** YYWW of assembly for what has one, else empty. */
  readonly dateCode: string
}

const dayMs = 86_400_000

/** YYWW by ISO week: the year is that of the week's Thursday, and some years have a week 53. */
export function dateCodeOf(date: Date): string {
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * dayMs)
  const year = thursday.getUTCFullYear()
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs))
  return `${String(year % 100).padStart(2, '0')}${String(week).padStart(2, '0')}`
}

const letters = { wafer: 'K', assembly: 'A', test: 'T', material: 'M', shipment: 'SH' } as const

/** All lots with numbers made from their week; no two alike. */
export function planLots(random: Random, now: Date): Readonly<Record<LotKey, PlannedLot>> {
  const used = new Set<string>()
  const lots = Object.entries<LotSketch>(sketches).map(([key, sketch]) => {
    const dateCode = dateCodeOf(new Date(now.getTime() - sketch.day * dayMs))
    let lotNumber = ''
    do {
      const tail = `${random.pick(Array.from('BCDEFGHJLNPQ'))}${String(wholeBetween(random, 2, 97)).padStart(2, '0')}`
      lotNumber = `${letters[sketch.kind]}${dateCode}${tail}`
    } while (used.has(lotNumber))
    used.add(lotNumber)
    return { ...sketch, key: key as LotKey, lotNumber, dateCode: sketch.kind === 'wafer' ? '' : dateCode }
  })
  return Object.fromEntries(lots.map(lot => [lot.key, lot])) as unknown as Readonly<
    Record<LotKey, PlannedLot>
  >
}
