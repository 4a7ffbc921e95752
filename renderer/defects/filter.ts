import { type DefectFilter, defectFilter } from '@contract/defects'
import type { Polygon } from '../charts/lasso'
import type { How } from '../charts/useLasso'

/** No filter. */
export const everything: DefectFilter = defectFilter.parse({})

/** The filter of an address; everything where it says none, or nonsense. */
export function readFilter(text: string): DefectFilter {
  if (text === '') return everything
  try {
    return defectFilter.safeParse(JSON.parse(text)).data ?? everything
  } catch {
    return everything
  }
}

/** The filter as an address holds it: only what it narrows. */
export function writeFilter(filter: DefectFilter): string {
  const narrow = Object.entries(filter).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(everything[key as keyof DefectFilter])
  )
  return narrow.length === 0 ? '' : JSON.stringify(Object.fromEntries(narrow))
}

/** Lists of a filter that are toggled by clicks. */
export type CodeList = 'classes' | 'rough' | 'fine' | 'tests'

/** The filter with a code taken in, or out where it was in. */
export function toggled(
  filter: DefectFilter,
  list: CodeList,
  codes: readonly (number | null)[]
): DefectFilter {
  const now = filter[list]
  const all = codes.every(code => now.includes(code))
  return {
    ...filter,
    [list]: all ? now.filter(code => !codes.includes(code)) : [...new Set([...now, ...codes])]
  }
}

/** Most corners a lasso keeps: what is drawn by hand needs no more, and the address must hold it. */
const mostCorners = 80

/** The filter after a shape was drawn; to take away from a lasso is to take the lasso away. */
export function withShape(
  filter: DefectFilter,
  frame: 'wafer' | 'die',
  shape: Polygon,
  how: How
): DefectFilter {
  const step = Math.max(1, Math.ceil(shape.length / mostCorners))
  const polygon = shape
    .filter((_, i) => i % step === 0)
    .map(([x, y]): [number, number] => [Math.round(x * 10) / 10, Math.round(y * 10) / 10])
  if (how === 'remove') return { ...filter, regions: [] }
  if (polygon.length < 3) return filter
  const region = { frame, polygon }
  const kept = filter.regions.filter(known => known.frame === frame)
  return { ...filter, regions: how === 'add' ? [...kept, region].slice(-50) : [region] }
}
