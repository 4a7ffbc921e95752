import type { PartFilter, RetestRule } from '@contract/analysis'
import type { MadeFile, MadeResult, MadeTouch } from './workbench'

/** A touch with everything that is known of it, as a plain object. */
export interface PlainTouch {
  readonly set: string
  readonly lot: string
  readonly wafer: string
  readonly unit: string
  readonly pass: boolean
  readonly touch: MadeTouch
  readonly site: number
}

/** Limits that decide nothing here. */
const anyFile = (file: MadeFile) => file.start ?? 1_700_000_000

/** Touches of files in the order they were made, with their unit named the slow and plain way. */
export function plainTouches(files: readonly (readonly [string, MadeFile])[]): PlainTouch[] {
  const dated = [...files].sort((a, b) => anyFile(a[1]) - anyFile(b[1]))
  const all = dated.flatMap(([set, file]) =>
    file.wafers.flatMap(({ wafer, touches }, i) => {
      // Touches on no wafer open none.
      const w = file.wafers.slice(0, i).filter(one => one.wafer !== null).length
      return touches.map(touch => {
        const lot = file.lot === undefined ? 'LOT-1' : file.lot === '' ? `set:${set}` : file.lot
        // A wafer without an id is one of its own each time it is opened.
        const on =
          wafer === null
            ? ''
            : `${lot.replaceAll('/', '%2F')}/${wafer === '' ? `?${set}:${String(w)}` : wafer}`
        return { set, lot, wafer: on, touch, site: touch.site ?? 0, pass: touch.fail !== true }
      })
    })
  )
  const planeOf = (one: { lot: string; wafer: string }) => one.wafer || `lot ${one.lot}`
  const placed = (touch: MadeTouch) => touch.x !== undefined && touch.y !== undefined
  return all.map((one, i) => {
    const same = all.filter(other => planeOf(other) === planeOf(one) && placed(other.touch))
    const spread = new Set(same.map(other => `${String(other.touch.x)},${String(other.touch.y)}`)).size > 1
    let unit = `nameless ${String(i)}`
    if (placed(one.touch) && (spread || same.length === 1))
      unit = `${planeOf(one)} at ${String(one.touch.x)},${String(one.touch.y)}`
    else if ((one.touch.id ?? '') !== '') unit = `${one.lot} ${one.wafer} id ${one.touch.id ?? ''}`
    return { ...one, unit }
  })
}

/** The touches that count under a rule. */
export function plainCounting(touches: readonly PlainTouch[], rule: RetestRule): PlainTouch[] {
  if (rule === 'all') return [...touches]
  return [...byUnit(touches).values()].flatMap(own => {
    const [first, last] = [own[0], own.at(-1)]
    const chosen = rule === 'first' ? first : rule === 'last' ? last : (own.findLast(one => one.pass) ?? last)
    return chosen === undefined ? [] : [chosen]
  })
}

/** Touches by unit, oldest first. */
export function byUnit(touches: readonly PlainTouch[]): Map<string, PlainTouch[]> {
  const units = new Map<string, PlainTouch[]>()
  for (const one of touches) units.set(one.unit, [...(units.get(one.unit) ?? []), one])
  return units
}

/** Whether a filter leaves a touch. Regions and ranges have tests of their own. */
export function plainKeeps(filter: Partial<PartFilter>, one: PlainTouch): boolean {
  const among = <T>(list: readonly T[] | undefined, value: T) =>
    list === undefined || list.length === 0 || list.includes(value)
  const bin = one.touch.bin ?? (one.pass ? 1 : 5)
  return (
    among(filter.lots, one.lot) &&
    among(filter.wafers, one.wafer) &&
    among(filter.sites, `1:${String(one.site)}`) &&
    among(filter.hardBins, bin) &&
    (filter.verdict == null || (filter.verdict === 'pass') === one.pass)
  )
}

/** Results of one test number over touches: the last execution in each, or all of them. */
export function plainResults(touches: readonly PlainTouch[], number: number, all: boolean): MadeResult[] {
  return touches.flatMap(({ touch }) => {
    const own = (touch.results ?? []).filter(result => result.number === number)
    const last = own.at(-1)
    return all ? own : last === undefined ? [] : [last]
  })
}
