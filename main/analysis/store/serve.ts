import { FabError } from '@contract/errors'
import { serveReading } from '../../store/reading-thread'
import { isComplete, readerOf, type SqlReader } from '../../instruments/reading'
import { answers, type Asking, type Question } from '../answers'
import type { SetFacts } from '../answers/facts'
import { Cache } from '../view/cache'
import { Workspace } from '../view/view'

/** What the thread keeps at most, in bytes. */
const cacheBytes = 256 << 20

/** One question as the core asks it. `input` has been through the contract. */
export interface AnalysisQuestion {
  readonly name: Question
  readonly input: unknown
  readonly sets: readonly SetFacts[]
  /** Ids of all sets, the newest first, where the question is about the whole store. */
  readonly store?: readonly string[]
}

/** The analysis thread: answers what comes over its port until that is closed. */
export function serveAnalysis(setup: unknown): Promise<void> {
  return serveReading(setup, db => {
    const sql = readerOf(db)
    const space = new Workspace(sql, new Cache(cacheBytes))
    return (question, check) => {
      const { name, input, sets, store = [] } = question as AnalysisQuestion
      requireSets(sql, sets)
      // The map ties each name to its own input; the contract has checked it on the way here.
      const answer = (answers[name] as (asking: Asking, input: unknown) => unknown)(
        { space, facts: sets, store, check },
        input
      )
      requireSets(sql, sets)
      return answer
    }
  })
}

/** A set that is taken back is gone at once, whatever is still kept of it. @throws FabError record.notFound */
function requireSets(sql: SqlReader, sets: readonly SetFacts[]): void {
  for (const { id } of sets)
    if (!isComplete(sql, id)) throw new FabError('record.notFound', { entity: 'set', id })
}
