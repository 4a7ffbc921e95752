import type { ImportRecord } from '@contract/instruments'
import type { KlarfSummary } from '../formats/klarf/types'
import type { Content } from '../readers'
import type { HeaderFields, SetSummary } from '../set/types'
import type { ReadOutcome } from './import-ends'

type Facts = NonNullable<ReadOutcome['set']>

const textOf = (fields: HeaderFields | null, name: string): string => String(fields?.[name] ?? '').trim()

function isoOf(seconds: string | number | undefined): string | null {
  return typeof seconds === 'number' && seconds > 0 ? new Date(seconds * 1000).toISOString() : null
}

const some = (texts: readonly string[]): string[] => texts.filter(text => text !== '')

/** What lists and search say of a set. */
export function setFacts(id: string, format: string, content: Content): Facts {
  return content.kind === 'measurements'
    ? measurementSetFacts(id, format, content.summary)
    : defectSetFacts(id, format, content.summary)
}

/** What an import took. */
export function takenOf(content: Content | null): ImportRecord['taken'] {
  const nothing = { records: 0, parts: 0, tests: 0, wafers: 0, defects: 0 }
  if (content === null) return nothing
  if (content.kind === 'defects') {
    const { records, lots, defects } = content.summary
    return {
      ...nothing,
      records: Object.values(records).reduce((sum, n) => sum + n, 0),
      wafers: lots.reduce((sum, lot) => sum + lot.wafers.length, 0),
      defects
    }
  }
  const { summary, totalRecords } = content
  return {
    ...nothing,
    records: totalRecords,
    parts: summary.parts,
    tests: summary.tests.length,
    wafers: summary.wafers.length
  }
}

function measurementSetFacts(id: string, format: string, summary: SetSummary): Facts {
  const { mir } = summary.header
  const lot = textOf(mir, 'LOT_ID')
  const product = textOf(mir, 'PART_TYP')
  const waferIds = summary.wafers.map(w => w.id).filter(wafer => wafer !== '')
  return {
    id,
    format,
    kind: 'measurements',
    lot,
    product,
    program: some([textOf(mir, 'JOB_NAM'), textOf(mir, 'JOB_REV')]).join(' '),
    tester: some([textOf(mir, 'NODE_NAM'), textOf(mir, 'TSTR_TYP')]).join(' '),
    startedAt: isoOf(mir?.['START_T']),
    parts: summary.parts,
    good: summary.pass,
    tests: summary.tests.length,
    wafers: summary.wafers.length,
    defects: 0,
    codes: some([lot, textOf(mir, 'SBLOT_ID'), product, ...waferIds.map(wafer => `${lot}-${wafer}`)])
  }
}

function defectSetFacts(id: string, format: string, { lots, defects }: KlarfSummary): Facts {
  const different = (texts: readonly string[]) => some([...new Set(texts)])
  const products = different(lots.map(lot => lot.device))
  const names = different(lots.map(lot => lot.lot))
  const times = lots.flatMap(lot => [lot.resultAt, ...lot.wafers.map(wafer => wafer.resultAt)])
  const first = times.filter(time => time !== null).sort()[0]
  return {
    id,
    format,
    kind: 'defects',
    lot: names.join(', '),
    product: products.join(', '),
    program: different(lots.map(lot => some([lot.step, lot.recipe]).join(' '))).join(', '),
    tester: different(lots.map(lot => some(lot.station).join(' '))).join(', '),
    // The tool's own clock, as with testers.
    startedAt: first === undefined ? null : `${first}.000Z`,
    parts: 0,
    good: 0,
    tests: 0,
    wafers: lots.reduce((sum, lot) => sum + lot.wafers.length, 0),
    defects,
    codes: [
      ...names,
      ...products,
      ...lots.flatMap(lot => some(lot.wafers.map(wafer => wafer.wafer)).map(wafer => `${lot.lot}-${wafer}`))
    ].slice(0, 500)
  }
}
