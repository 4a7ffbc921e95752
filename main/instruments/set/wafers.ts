import type { RecordFields } from '../formats/stdf/fields'
import type { Warnings } from '../formats/warnings'
import type { WaferGeometry, WaferInfo } from './types'

/** A wafer in the making; texts one character per byte. */
interface OpenWafer {
  id: string
  head: number
  siteGroup: number
  start: number | null
  finish: number | null
  parts: number
  good: number
  declared: WaferInfo['declared']
  fabWaferId: string
  frameId: string
  maskId: string
  passes: number
  offset: number
}

/** Whole-file counts a record leaves out are written as all ones. */
function counted(fields: RecordFields, name: string): number | null {
  const value = fields[name]
  return typeof value === 'number' && value !== 0xffffffff ? value : null
}

function time(fields: RecordFields, name: string): number | null {
  const value = fields[name]
  return typeof value === 'number' && value !== 0 ? value : null
}

function text(fields: RecordFields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/**
 * The wafers of a stream. A WIR opens one on its head, a WRR closes it; the parts between belong to it. The
 * same id on the same head again is the same wafer, tested in another pass.
 */
export class WaferBook {
  readonly #wafers: OpenWafer[] = []
  readonly #open = new Int32Array(256).fill(-1)
  readonly #warnings: Warnings
  geometry: WaferGeometry | null = null

  constructor(warnings: Warnings) {
    this.#warnings = warnings
  }

  /** Index of the wafer on a head; -1 = none. */
  at(head: number): number {
    return this.#open[head] ?? -1
  }

  count(index: number, good: boolean): void {
    const wafer = this.#wafers[index]
    if (wafer === undefined) return
    wafer.parts++
    if (good) wafer.good++
  }

  /** WIR. */
  begin(fields: RecordFields, offset: number): void {
    const head = Number(fields['HEAD_NUM'] ?? 1)
    this.#unfinished(this.at(head))
    const id = text(fields, 'WAFER_ID')
    let index = id === '' ? -1 : this.#wafers.findIndex(wafer => wafer.id === id && wafer.head === head)
    if (index < 0) index = this.#add(id, head, Number(fields['SITE_GRP'] ?? 255), offset)
    const wafer = this.#wafers[index]
    if (wafer === undefined) return
    wafer.passes++
    wafer.start ??= time(fields, 'START_T')
    this.#open[head] = index
  }

  /** WRR. */
  end(fields: RecordFields, offset: number): void {
    const head = Number(fields['HEAD_NUM'] ?? 1)
    const id = text(fields, 'WAFER_ID')
    let index = this.at(head)
    if (index < 0) {
      this.#warnings.add('waferEndWithoutStart', offset, { head })
      if (id !== '') index = this.#wafers.findIndex(wafer => wafer.id === id)
      if (index < 0) index = this.#add(id, head, Number(fields['SITE_GRP'] ?? 255), offset)
    }
    this.#open[head] = -1
    const wafer = this.#wafers[index]
    if (wafer === undefined) return
    if (wafer.id === '') wafer.id = id
    wafer.finish = time(fields, 'FINISH_T') ?? wafer.finish
    wafer.fabWaferId ||= text(fields, 'FABWF_ID')
    wafer.frameId ||= text(fields, 'FRAME_ID')
    wafer.maskId ||= text(fields, 'MASK_ID')
    const parts = counted(fields, 'PART_CNT')
    wafer.declared = {
      parts: parts === null ? null : parts + (wafer.declared?.parts ?? 0),
      retests: counted(fields, 'RTST_CNT'),
      aborts: counted(fields, 'ABRT_CNT'),
      good: add(counted(fields, 'GOOD_CNT'), wafer.declared?.good ?? 0),
      functional: counted(fields, 'FUNC_CNT')
    }
  }

  /** WCR. */
  describe(fields: RecordFields): void {
    const length = (name: string) => {
      const value = fields[name]
      return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null
    }
    const place = (name: string) => {
      const value = fields[name]
      return typeof value === 'number' && value !== -32768 ? value : null
    }
    const letter = (name: string) => text(fields, name).replace(/[\0 ]/g, '') || null
    const units = (['inch', 'cm', 'mm', 'mil'] as const)[Number(fields['WF_UNITS'] ?? 0) - 1]
    this.geometry ??= {
      diameter: length('WAFR_SIZ'),
      dieHeight: length('DIE_HT'),
      dieWidth: length('DIE_WID'),
      units: units ?? null,
      flat: letter('WF_FLAT'),
      centerX: place('CENTER_X'),
      centerY: place('CENTER_Y'),
      positiveX: letter('POS_X'),
      positiveY: letter('POS_Y')
    }
  }

  /** Every wafer, texts decoded; warns of those that never ended or whose declared count is another. */
  finish(decode: (binary: string) => string): WaferInfo[] {
    for (const index of this.#open) this.#unfinished(index)
    return this.#wafers.map((wafer, index) => {
      const { offset, ...facts } = wafer
      const declared = wafer.declared?.parts ?? null
      const info = {
        ...facts,
        index,
        id: decode(wafer.id),
        fabWaferId: decode(wafer.fabWaferId),
        frameId: decode(wafer.frameId),
        maskId: decode(wafer.maskId)
      }
      if (declared !== null && declared !== wafer.parts)
        this.#warnings.add('waferCountDiffers', offset, { wafer: info.id, declared, counted: wafer.parts })
      return info
    })
  }

  #unfinished(index: number): void {
    const wafer = this.#wafers[index]
    if (wafer !== undefined) this.#warnings.add('waferUnfinished', wafer.offset, { wafer: wafer.id })
  }

  #add(id: string, head: number, siteGroup: number, offset: number): number {
    this.#wafers.push({
      id,
      head,
      siteGroup,
      start: null,
      finish: null,
      parts: 0,
      good: 0,
      declared: null,
      fabWaferId: '',
      frameId: '',
      maskId: '',
      passes: 0,
      offset
    })
    return this.#wafers.length - 1
  }
}

function add(a: number | null, b: number): number | null {
  return a === null ? null : a + b
}
