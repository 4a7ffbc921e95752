import { KlarfDecoder } from '../../../main/instruments/formats/klarf/decoder'
import { textDecoder } from '../../../main/instruments/formats/klarf/model'
import type { DefectGroup, KlarfSummary, KlarfWafer } from '../../../main/instruments/formats/klarf/types'
import { Warnings, type Warning } from '../../../main/instruments/formats/warnings'

/** An image as a reader gives it. */
export interface ReadImage {
  readonly file: string
  readonly page: number
  readonly format: string
  readonly label: string
}

/** A wafer with its defects as rows of cells by column. */
export interface ReadWafer {
  readonly facts: KlarfWafer
  readonly columns: string[]
  readonly rows: (number | string | null)[][]
  readonly images: ReadImage[][]
}

/** A file read whole. */
export interface ReadFile {
  readonly summary: KlarfSummary
  readonly warnings: Warning[]
  readonly keys: string[]
  readonly wafers: ReadWafer[]
}

/** Read bytes, handed over in pieces of `piece` bytes. */
export function readKlarf(bytes: Uint8Array | string, piece = 1 << 20, groupBytes?: number): ReadFile {
  const all = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
  const warnings = new Warnings()
  const decoder = new KlarfDecoder(warnings, groupBytes)
  for (let at = 0; at < all.length; at += piece) decoder.push(all.subarray(at, at + piece))
  const summary = decoder.finish()
  const decode = textDecoder(summary.charset)
  const list = warnings.list()
  return {
    summary,
    warnings: list,
    keys: list.map(warning => warning.key),
    wafers: summary.lots.flatMap(lot => lot.wafers).map(facts => collect(facts, decoder.groups, decode))
  }
}

function collect(
  facts: KlarfWafer,
  groups: readonly DefectGroup[],
  decode: (text: string) => string
): ReadWafer {
  const columns: string[] = []
  const rows: (number | string | null)[][] = []
  const images: ReadImage[][] = []
  for (const group of groups) {
    if (group.wafer !== facts.index) continue
    if (group.first !== rows.length) throw new Error(`a group begins at ${String(group.first)}`)
    for (let i = 0; i < group.count; i++) {
      rows.push([])
      images.push([])
    }
    for (const column of group.columns) {
      let at = columns.indexOf(column.name)
      if (at < 0) at = columns.push(column.name) - 1
      for (let i = 0; i < group.count; i++) {
        const code = column.codes?.[i] ?? 0
        const value = column.values[i] ?? Number.NaN
        const row = rows[group.first + i]
        if (row !== undefined)
          row[at] = code > 0 ? decode(column.texts[code - 1] ?? '') : Number.isNaN(value) ? null : value
      }
    }
    const text = (code: number | undefined) =>
      code === undefined || code === 0 ? '' : decode(group.images?.texts[code - 1] ?? '')
    for (let i = 0; i < (group.images?.row.length ?? 0); i++)
      images[group.first + (group.images?.row[i] ?? 0)]?.push({
        file: text(group.images?.file[i]),
        page: group.images?.page[i] ?? Number.NaN,
        format: text(group.images?.format[i]),
        label: text(group.images?.label[i])
      })
  }
  return { facts, columns, rows, images }
}
