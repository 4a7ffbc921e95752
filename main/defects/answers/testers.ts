import type { Output } from '@contract/index'
import { readSet, readWafers, type SqlReader } from '../../instruments/reading'
import type { StoredDefectWafer } from '../../instruments/reading'
import type { DefectDesk } from './desk'

/** A measurement set as the records know it. */
export interface TesterSet {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly lot: string
  readonly startedAt: string | null
}

type Match = Output<'defects.testers'>['wafers'][number]['matches'][number]

/** Tester wafers beside the wafers they match, best first. */
export function testersOf(
  desk: DefectDesk,
  id: string,
  sets: readonly TesterSet[]
): Output<'defects.testers'> {
  const { wafers } = desk.defects(id)
  const known = sets.flatMap(set => testerWafers(desk.sql, set))
  return {
    wafers: wafers.map(wafer => ({
      index: wafer.index,
      matches: known
        .flatMap(tester => {
          const by = matchOf(wafer, tester.waferId)
          return by === null ? [] : [{ ...tester, by }]
        })
        .sort(
          (a, b) =>
            ways.indexOf(a.by) - ways.indexOf(b.by) || (b.startedAt ?? '').localeCompare(a.startedAt ?? '')
        )
    })),
    sets: sets.length
  }
}

const ways = ['id', 'number', 'slot'] as const

function testerWafers(sql: SqlReader, set: TesterSet): Omit<Match, 'by'>[] {
  return readWafers(sql, readSet(sql, set.id)).map(wafer => ({
    setId: set.id,
    name: set.name,
    sha256: set.sha256,
    lot: set.lot,
    wafer: wafer.index,
    waferId: wafer.id,
    startedAt: set.startedAt,
    parts: wafer.parts
  }))
}

/**
 * How a tester's wafer is the inspected one: by the same id; by the same number at the end of it (`03`, `LOT-3`);
 * by the slot, where the inspection has no number.
 */
export function matchOf(
  wafer: Pick<StoredDefectWafer, 'wafer' | 'slot'>,
  tester: string
): (typeof ways)[number] | null {
  const own = plain(wafer.wafer)
  if (own !== '' && own === plain(tester)) return 'id'
  const [number, other] = [numberIn(wafer.wafer), numberIn(tester)]
  if (other === null) return null
  if (number !== null) return number === other ? 'number' : null
  return wafer.slot === other ? 'slot' : null
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function numberIn(text: string): number | null {
  const found = /(\d{1,4})\D*$/.exec(text)
  return found === null ? null : Number(found[1])
}
