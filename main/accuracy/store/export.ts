import type { Output } from '@contract/index'
import type en from '@locales/en/accuracy.json'
import { localDay } from '../../store/local-day'

type Words = Pick<typeof en, 'methods' | 'verdicts' | 'bases' | 'fields' | 'lacking'>

/** Closings with their verdicts as a table: a header line, then one line a closing. */
export function* exportedClosings(
  rows: Output<'accuracy.cases'>['rows'],
  words: Words
): Generator<(string | null)[]> {
  const { fields } = words
  yield [
    fields.number,
    fields.title,
    fields.customer,
    fields.closedAt,
    fields.verdict,
    fields.method,
    fields.root,
    fields.basis,
    fields.observedFrom,
    fields.observedTo,
    fields.why,
    fields.by,
    fields.at
  ]
  for (const { number, title, customer, closedAt, verdict } of rows) {
    const lead = [number, title, customer, localDay(new Date(closedAt))]
    if (verdict === null) yield [...lead, words.lacking, ...Array.from({ length: 8 }, () => null)]
    else
      yield [
        ...lead,
        words.verdicts[verdict.verdict],
        words.methods[verdict.method],
        verdict.root,
        words.bases[verdict.basis],
        verdict.observedFrom,
        verdict.observedTo,
        verdict.why,
        verdict.updatedBy,
        localDay(new Date(verdict.updatedAt))
      ]
  }
}
