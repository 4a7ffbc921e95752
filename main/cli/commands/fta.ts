import { readFile, stat } from 'node:fs/promises'
import { FabError } from '@contract/errors'
import { createPool } from '../../core/pool'
import type { FaultTreeAnswer } from '../../rca/worker-tasks'
import { exits, type Run, UsageError } from '../run'
import { ftaLines } from './fta-text'
import { filePath } from './inspect'

/** Options of `fta` as they were typed. */
export interface FtaOptions {
  readonly top?: string
  readonly limitOrder?: string
  readonly cutOff?: string
  readonly list?: string
  readonly importance?: boolean
  readonly qualitative?: boolean
  readonly primeImplicants?: boolean
}

/** The largest published models have less than a megabyte. */
const mostBytes = 64 * 1024 * 1024

function numberOf(run: Run, option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0) || value > most)
    throw new UsageError(run.text('usage.number', { name: option, most }))
  return value
}

function wholeOf(run: Run, option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : NaN
  if (!(value <= most)) throw new UsageError(run.text('usage.wholeNumber', { name: option, most }))
  return value
}

/** `fta <file>`: solves a fault tree of an Open-PSA model. */
export async function fta(run: Run, file: string, options: FtaOptions): Promise<number> {
  const list = wholeOf(run, '--list', options.list, 1_000_000) ?? 0
  const question = {
    top: options.top,
    qualitative: options.qualitative === true,
    limitOrder: wholeOf(run, '--limit-order', options.limitOrder, 100_000),
    cutOff: numberOf(run, '--cut-off', options.cutOff, 1),
    list,
    importance: options.importance === true,
    primes: options.primeImplicants === true ? true : list > 0 ? ('cheap' as const) : false
  }
  const path = await filePath(run, file)
  if ((await stat(path)).size > mostBytes) throw new FabError('file.unreadable', { name: file })
  const xml = await readFile(path, 'utf8')
  const pool = createPool(run.world.worker)
  try {
    const { signal } = run.world
    const answer = (await pool.run('faultTree', { xml, ...question }, { signal })) as FaultTreeAnswer
    await answered(run, answer, question.list > 0)
    return exits.ok
  } finally {
    await pool.close()
  }
}

async function answered(run: Run, answer: FaultTreeAnswer, list: boolean): Promise<void> {
  const { findings, ignored, tops, seconds } = answer
  const { cutSets, importance, estimates, primes: _, primesSpent: __, ...figures } = findings
  const json = {
    ...figures,
    ...primesJson(findings, list),
    ...(list ? { cutSets } : {}),
    ...(importance.length === 0 ? {} : { importance }),
    ...(estimates.length === 0 ? {} : { importanceEstimates: estimates }),
    tops,
    ignored,
    seconds
  }
  await run.answer(json, () => ftaLines((key, blanks) => run.text(key, blanks), answer, list))
}

/** Prime implicants under keys of their own; nothing where nobody asked for them. */
function primesJson(
  { primes, primesSpent }: FaultTreeAnswer['findings'],
  list: boolean
): Readonly<Record<string, unknown>> {
  if (primes === null) return primesSpent ? { primeImplicants: null } : {}
  return {
    primeImplicants: primes.count,
    primeImplicantsByOrder: primes.byOrder,
    primeImplicantsOrder: primes.order,
    ...(list ? { primeImplicantSets: primes.listed } : {})
  }
}
