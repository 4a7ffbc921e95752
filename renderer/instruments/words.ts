import type { Output } from '@contract/index'
import type { ImportRecord, SetSummary, TestRow } from '@contract/instruments'
import type { Tone } from '../ui/StateBadge'

/** Everything the set's queries say of one imported file. */
export type SetDetail = Output<'instruments.set'>

/** Word key of an import's state: a file that holds no measurements was not read but kept. */
export function importWord(record: ImportRecord): string {
  if (record.state === 'done' && record.alreadyId !== null) return 'already'
  return record.state === 'done' && !hasData(record) ? 'kept' : record.state
}

/** Data was taken from the file, or from the files of an archive. */
export function hasData(record: Pick<ImportRecord, 'setId' | 'taken'>): boolean {
  return record.setId !== null || record.taken.records > 0
}

/** What an import's state means. */
export const importTones: Readonly<Record<ImportRecord['state'], Tone>> = {
  running: 'info',
  done: 'ok',
  partial: 'warn',
  failed: 'bad',
  cancelled: 'calm',
  undone: 'calm'
}

/** Number and name of a test as people say it: `200 VDD supply`. */
export function testName(test: Pick<TestRow, 'number' | 'text'>): string {
  return test.text === '' ? String(test.number) : `${String(test.number)} ${test.text}`
}

/** Share of good parts; null of none. */
export function yieldOf(parts: number, good: number): number | null {
  return parts === 0 ? null : good / parts
}

/** The file holds defects, not measurements. */
export function ofDefects(record: Pick<ImportRecord, 'format'>): boolean {
  return record.format === 'klarf'
}

/** Lot, product and program in one line. */
export function setLine(set: Pick<SetSummary, 'lot' | 'product' | 'program'>): string {
  return [set.lot, set.product, set.program].filter(text => text !== '').join(' · ')
}

/** What a status byte of one result means. */
export const resultStatus = ['notExecuted', 'pass', 'fail', 'noVerdict', 'invalid'] as const

/** Where a value lies between its limits: share of the way from the nearer limit to the middle; below 0 = outside. */
export function marginOf(value: number | null, lo: number | null, hi: number | null): number | null {
  if (value === null || (lo === null && hi === null)) return null
  if (lo !== null && hi !== null) {
    const half = (hi - lo) / 2
    return half > 0 ? Math.min(value - lo, hi - value) / half : null
  }
  const limit = lo ?? hi ?? 0
  const scale = Math.abs(limit) || 1
  return (lo === null ? limit - value : value - limit) / scale
}

const spelled: Readonly<Record<string, string>> = {
  a: 'A',
  v: 'V',
  w: 'W',
  hz: 'Hz',
  f: 'F',
  ohm: 'Ω',
  ohms: 'Ω',
  sec: 's'
}

/** Units as they are written by convention: testers write `v`, `hz`, `ohms`. Anything else stays as it is. */
export function unitOf(units: string): string {
  return spelled[units.trim().toLowerCase()] ?? units.trim()
}

/** A tester's own clock, `2002-12-02 09:18`: it has no time zone, so it is shown as it stands, never shifted. */
export function testerTime(iso: string, seconds = false): string {
  return iso.slice(0, seconds ? 19 : 16).replace('T', ' ')
}
