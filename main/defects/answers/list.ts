import { FabError } from '@contract/errors'
import type { DefectRow } from '@contract/defects'
import type { Output, Parsed } from '@contract/index'
import { readDefectRow } from '../../instruments/reading'
import type { Defects } from '../view/load'
import type { DefectDesk } from './desk'
import { imagesOf } from './images'
import { maybe, short } from './names'

/** One defect as lists show it. */
function rowOf(defects: Defects, i: number): DefectRow {
  const w = defects.wafer[i] ?? 0
  const hasDie = (defects.die[i] ?? -1) >= 0
  return {
    wafer: defects.wafers[w]?.index ?? 0,
    row: i - (defects.starts[w] ?? 0),
    defectId: maybe(defects.defectId[i]),
    x: short(defects.x[i]),
    y: short(defects.y[i]),
    xRel: short(defects.xRel[i]),
    yRel: short(defects.yRel[i]),
    dieX: hasDie ? (defects.dieX[i] ?? null) : null,
    dieY: hasDie ? (defects.dieY[i] ?? null) : null,
    size: short(defects.size[i]),
    area: short(defects.area[i]),
    classNumber: maybe(defects.classNumber[i]),
    rough: maybe(defects.rough[i]),
    fine: maybe(defects.fine[i]),
    cluster: maybe(defects.cluster[i]),
    test: maybe(defects.test[i]),
    images: defects.images[i] ?? 0
  }
}

/** A page of defects in the order asked for. */
export function listOf(desk: DefectDesk, input: Parsed<'defects.list'>): Output<'defects.list'> {
  const { id, filter, sort, descending, offset, limit } = input
  const defects = desk.defects(id)
  const list =
    sort === 'file' && !descending
      ? desk.selection(id, filter)
      : desk.sorted(id, filter, `${sort} ${descending}`, all => sortBy(defects, all, sort, descending))
  return {
    total: list.length,
    rows: Array.from(list.subarray(offset, offset + limit), i => rowOf(defects, i))
  }
}

/** Equal values stay in the order of the file; missing ones stand last. */
function sortBy(
  defects: Defects,
  list: Uint32Array,
  sort: Parsed<'defects.list'>['sort'],
  descending: boolean
): Uint32Array {
  if (sort === 'file') return list.toReversed()
  const values: ArrayLike<number> = defects[sort]
  const sign = descending ? -1 : 1
  return list.toSorted((a, b) => {
    const [va, vb] = [values[a] ?? Number.NaN, values[b] ?? Number.NaN]
    if (Number.isNaN(va) || Number.isNaN(vb))
      return Number(Number.isNaN(va)) - Number(Number.isNaN(vb)) || a - b
    return sign * (va - vb) || a - b
  })
}

/** Everything of one defect. @throws FabError record.notFound */
export function oneOf(desk: DefectDesk, input: Parsed<'defects.one'>): Output<'defects.one'> {
  const defects = desk.defects(input.id)
  const w = defects.wafers.findIndex(wafer => wafer.index === input.wafer)
  const wafer = defects.wafers[w]
  if (wafer === undefined || input.row >= wafer.defects)
    throw new FabError('record.notFound', { entity: 'defect', id: `${input.wafer} ${input.row}` })
  const i = (defects.starts[w] ?? 0) + input.row
  const die = defects.die[i] ?? -1
  let inDie = 0
  for (let at = defects.starts[w] ?? 0; at < (defects.starts[w + 1] ?? 0); at++)
    if (die >= 0 && defects.die[at] === die) inDie++
  return {
    row: rowOf(defects, i),
    values: readDefectRow(desk.sql, defects.set, wafer, input.row).map(([name, value]) => [
      name,
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
    ]),
    images: imagesOf(desk, defects, w).filter(image => image.row === input.row),
    inDie: Math.max(0, inDie - 1)
  }
}
