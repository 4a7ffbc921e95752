import { MessagePort } from 'node:worker_threads'
import { FabError } from '@contract/errors'
import { hasDefects, isComplete, readerOf } from '../../instruments/reading'
import { csvText } from '../../store/csv'
import { serveQuestions } from '../../store/staying'
import { openReader } from '../../store/thread-reader'
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

interface Setup {
  readonly port: MessagePort
  readonly path: string
}

function isSetup(value: unknown): value is Setup {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'port' in value &&
    value.port instanceof MessagePort
  )
}

/** The defects thread: answers what comes over its port until that is closed. */
export async function serveDefects(setup: unknown): Promise<void> {
  if (!isSetup(setup)) throw new TypeError('the defects thread is told a port and a path')
  const db = openReader(setup.path)
  try {
    const sql = readerOf(db.db)
    const desk = new DefectDesk(sql)
    await serveQuestions(setup.port, (asked, check) => {
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
    })
  } finally {
    db.close()
  }
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
