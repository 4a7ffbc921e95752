import type { Output } from '@contract/index'
import { defectColumnNames } from '../../instruments/reading'
import type { Defects } from '../view/load'
import type { DefectDesk } from './desk'
import { classNames } from './names'

/** What a set says of itself, without what the records know of it. */
export type SetAnswer = Omit<Output<'defects.set'>, 'summary' | 'sha256'>

/** Facts of a set: wafers, classes, every statement of the file. */
export function setFacts(desk: DefectDesk, id: string): SetAnswer {
  const defects = desk.defects(id)
  const { set, wafers } = defects
  return {
    version: set.version,
    units: set.units,
    charset: set.charset,
    fileAt: set.fileAt,
    lots: set.lots.map(({ lot, device, step, recipe, station, resultAt }) => ({
      lot,
      device,
      step,
      recipe,
      station: [...station],
      resultAt
    })),
    wafers: wafers.map((wafer, w) => ({
      index: wafer.index,
      lot: wafer.lot,
      waferId: wafer.wafer,
      slot: wafer.slot,
      defects: wafer.defects,
      declared: wafer.declared,
      images: wafer.images,
      dies: diesOf(defects, w),
      planned: wafer.plan.length / 2,
      area: areaOf(wafer.tests.map(test => test.area)),
      resultAt: wafer.resultAt,
      geometry: wafer.geometry
    })),
    classes: classes(defects),
    columns: defectColumnNames(desk.sql, set),
    fields: [
      ...fieldsOf('', set.fields),
      ...set.lots.flatMap(lot => fieldsOf(lot.lot, lot.fields)),
      ...wafers.flatMap(wafer => fieldsOf(wafer.wafer, wafer.fields))
    ].slice(0, 5000),
    records: Object.entries(set.records),
    warnings: set.warnings.map(({ key, offset, params }) => ({ key, offset, params: { ...params } }))
  }
}

function fieldsOf(
  owner: string,
  fields: readonly { readonly name: string; readonly values: readonly string[] }[]
): [string, string, string][] {
  return fields.map(({ name, values }) => [owner, name, values.join(' · ')])
}

/** Square centimetres inspected over all tests; null where none says. */
function areaOf(areas: readonly (number | null)[]): number | null {
  const known = areas.filter(area => area !== null)
  return known.length === 0 ? null : known.reduce((sum, area) => sum + area, 0) / 1e8
}

function diesOf(defects: Defects, w: number): number {
  const dies = new Set<number>()
  for (let i = defects.starts[w] ?? 0; i < (defects.starts[w + 1] ?? 0); i++) {
    const die = defects.die[i] ?? -1
    if (die >= 0) dies.add(die)
  }
  return dies.size
}

function classes(defects: Defects): SetAnswer['classes'] {
  const names = classNames(defects)
  const counts = new Map([...names.keys()].map(number => [number, 0]))
  for (const number of defects.classNumber)
    if (!Number.isNaN(number)) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts]
    .map(([number, count]) => ({ number, name: names.get(number) ?? '', count }))
    .sort((a, b) => b.count - a.count || a.number - b.number)
}
