import type { DefectImage } from '@contract/defects'
import type { Output, Parsed } from '@contract/index'
import { readDefectImages } from '../../instruments/reading'
import type { Defects } from '../view/load'
import type { DefectDesk } from './desk'
import { maybe } from './names'

/** Images of a wafer (its place in `wafers`), in the order of the file; the records know which of them are here. */
export function imagesOf(desk: DefectDesk, defects: Defects, w: number): DefectImage[] {
  const wafer = defects.wafers[w]
  if (wafer === undefined || wafer.images === 0) return []
  const images = readDefectImages(desk.sql, defects.set, wafer)
  const text = (code: number | undefined) => images.texts[(code ?? 0) - 1] ?? ''
  const start = defects.starts[w] ?? 0
  return Array.from(images.row, (row, at) => ({
    wafer: wafer.index,
    row,
    defectId: maybe(defects.defectId[start + row]),
    classNumber: maybe(defects.classNumber[start + row]),
    file: text(images.file[at]),
    page: maybe(images.page[at]),
    format: text(images.format[at]),
    label: text(images.label[at]),
    sha256: null,
    bytes: null
  }))
}

/** A page of the images of a filter. */
export function imageList(desk: DefectDesk, input: Parsed<'defects.images'>): Output<'defects.images'> {
  const { id, filter, offset, limit } = input
  const defects = desk.defects(id)
  const wanted = new Uint8Array(defects.count)
  for (const i of desk.selection(id, filter)) wanted[i] = 1
  const rows: DefectImage[] = []
  const files = new Set<string>()
  let total = 0
  for (let w = 0; w < defects.wafers.length; w++) {
    const start = defects.starts[w] ?? 0
    for (const image of imagesOf(desk, defects, w)) {
      if (wanted[start + image.row] !== 1) continue
      if (image.file !== '') files.add(image.file)
      if (total >= offset && rows.length < limit) rows.push(image)
      total++
    }
  }
  return { total, files: files.size, rows }
}
