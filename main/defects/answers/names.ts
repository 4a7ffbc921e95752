import type { Defects } from '../view/load'

/** Names of the classes by number, over all lots of a set. */
export function classNames(defects: Defects): Map<number, string> {
  const names = new Map<number, string>()
  for (const lot of defects.set.lots)
    for (const { number, name } of lot.classes) if (!names.has(number)) names.set(number, name)
  return names
}

/** What a wafer is called beside others: its id, else its slot, after its lot where there are several. */
export function waferName(defects: Defects, w: number): string {
  const wafer = defects.wafers[w]
  if (wafer === undefined) return ''
  const own = wafer.wafer !== '' ? wafer.wafer : wafer.slot === null ? `#${w + 1}` : String(wafer.slot)
  return defects.set.lots.length > 1 ? `${defects.set.lots[wafer.lot]?.lot ?? ''} ${own}`.trim() : own
}

/** A number of a 32-bit column as the file wrote it; null where there is none. */
export function maybe(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value
}

/** The shortest decimal that gives the 32-bit value: 0.1 and not 0.10000000149. */
export function short(value: number | undefined): number | null {
  if (value === undefined || !Number.isFinite(value)) return null
  for (let digits = 6; digits <= 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return rounded
  }
  return value
}
