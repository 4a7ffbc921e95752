import { FabError } from '@contract/errors'
import { hasDefects, isComplete, readerOf } from '../../instruments/reading'
import { csvText } from '../../store/csv'
import { serveReading } from '../../store/reading-thread'
import { answers, type Questions } from '../answers'
import { DefectDesk, type Check } from '../answers/desk'
import { exportRows } from '../answers/export'

/** Defects to be written out. */
export type ExportInput = Parameters<typeof exportRows>[1]

/** One question as the core asks it. `input` has been through the contract. */
export type DefectQuestion =
  | {
      readonly [Q in keyof Questions]: { readonly name: Q; readonly input: Questions[Q]['input'] }
    }[keyof Questions]
  | { readonly name: 'export'; readonly input: ExportInput }

/** The defects thread: answers what comes over its port until that is closed. */
export function serveDefects(setup: unknown): Promise<void> {
  return serveReading(setup, db => {
    const sql = readerOf(db)
    const desk = new DefectDesk(sql)
    return (asked, check) => {
      const question = asked as DefectQuestion
      // A set that is taken back is gone at once, whatever is still kept of it.
      if (!hasDefects(sql, question.input.id))
        throw new FabError('record.notFound', { entity: 'set', id: question.input.id })
      if (question.name === 'overlay')
        for (const { setId } of question.input.pairs)
          if (!isComplete(sql, setId)) throw new FabError('record.notFound', { entity: 'set', id: setId })
      return question.name === 'export'
        ? exported(desk, question.input, check)
        : (answers[question.name] as (desk: DefectDesk, input: unknown, check: Check) => unknown)(
            desk,
            question.input,
            check
          )
    }
  })
}

/** A CSV as one piece; rows for the sheet task as many, each of whole lines. */
function exported(desk: DefectDesk, input: ExportInput, check: Check): Uint8Array[] {
  const rows = exportRows(desk, input, check)
  if (input.format === 'csv') return [csvText(rows)]
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  let text = ''
  for (const row of rows) {
    text += `${JSON.stringify(row)}\n`
    if (text.length < 1 << 20) continue
    pieces.push(encoder.encode(text))
    text = ''
  }
  return [...pieces, encoder.encode(text)]
}
