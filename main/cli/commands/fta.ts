import { readFile, stat } from 'node:fs/promises'
import { FabError } from '@contract/errors'
import { createPool } from '../../core/pool'
import type { FaultTreeAnswer } from '../../rca/worker-tasks'
import { exits, type Run, UsageError } from '../run'
import { pairLines, plain, tableLines } from '../table'
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
    throw new UsageError(run.text('usage.invalidArgument', { name: option }))
  return value
}

function wholeOf(run: Run, option: string, text: string | undefined, most: number): number | undefined {
  const value = numberOf(run, option, text, most)
  if (value !== undefined && !Number.isInteger(value))
    throw new UsageError(run.text('usage.invalidArgument', { name: option }))
  return value
}

/** `fta <file>`: solves a fault tree of an Open-PSA model. */
export async function fta(run: Run, file: string, options: FtaOptions): Promise<number> {
  const question = {
    top: options.top,
    qualitative: options.qualitative === true,
    limitOrder: wholeOf(run, '--limit-order', options.limitOrder, 100_000),
    cutOff: numberOf(run, '--cut-off', options.cutOff, 1),
    list: wholeOf(run, '--list', options.list, 1_000_000) ?? 0,
    importance: options.importance === true,
    primes: options.primeImplicants === true
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
  const { cutSets, importance, primeImplicants, ...figures } = findings
  const json = {
    ...figures,
    ...(primeImplicants === null ? {} : { primeImplicants }),
    ...(list ? { cutSets } : {}),
    ...(importance.length === 0 ? {} : { importance }),
    tops,
    ignored,
    seconds
  }
  await run.answer(json, () => [
    ...pairLines([
      [run.text('fta.top'), findings.top],
      ...(findings.p === null ? [] : [[run.text('fta.p'), figure(findings.p)] as const]),
      ...(findings.bounds === null ? [] : [[run.text('fta.bounds'), boundsText(findings.bounds)] as const]),
      [run.text('fta.mcs'), findings.mcs],
      ...(primeImplicants === null ? [] : [[run.text('fta.primes'), primeImplicants] as const]),
      [run.text('fta.byOrder'), findings.mcsByOrder.map((n, i) => `${String(i)}: ${n}`).join(', ')],
      [run.text('fta.events'), findings.events],
      [run.text('fta.gates'), findings.gates],
      [run.text('fta.coherent'), run.text(findings.coherent ? 'fta.yes' : 'fta.no')],
      [run.text('fta.seconds'), figure(seconds)]
    ]),
    ...(list ? ['', ...setLines(run, findings)] : []),
    ...(importance.length === 0 ? [] : ['', ...importanceLines(run, findings)]),
    ...(findings.bounds === null ? [] : [`! ${run.text('fta.onlyBounds')}`]),
    ...(findings.counted.order === null
      ? []
      : [`! ${run.text('fta.countedOrder', { order: findings.counted.order })}`]),
    ...(findings.counted.cutOff === null
      ? []
      : [`! ${run.text('fta.countedCutOff', { cutOff: findings.counted.cutOff })}`]),
    ...ignored.map(one => `! ${run.text('fta.ignored', { what: plain(one.what), line: one.line })}`)
  ])
}

const figure = (value: number | null): string =>
  value === null ? '∞' : Number(value.toPrecision(8)).toString()

/** Rounded outwards: what is printed holds as well. */
function boundsText({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  const outwards = (value: number, up: boolean): string => {
    const digits = Math.pow(10, 6 - Math.ceil(Math.log10(value)))
    const whole = up ? Math.ceil(value * digits) : Math.floor(value * digits)
    return value > 0 ? Number((whole / digits).toPrecision(7)).toString() : '0'
  }
  return `${outwards(lower, false)} .. ${outwards(upper, true)}`
}

function setLines(run: Run, { cutSets }: FaultTreeAnswer['findings']): readonly string[] {
  return tableLines(
    [
      { title: run.text('fta.p'), value: set => (set.probability === null ? '' : figure(set.probability)) },
      { title: run.text('fta.set'), value: set => set.events.join(' ') }
    ],
    cutSets
  )
}

function importanceLines(run: Run, { importance }: FaultTreeAnswer['findings']): readonly string[] {
  const rows = importance.toSorted((a, b) => Math.abs(b.criticality) - Math.abs(a.criticality))
  return tableLines(
    [
      { title: run.text('fta.event'), value: row => row.event },
      { title: run.text('fta.p'), value: row => figure(row.probability) },
      { title: run.text('fta.fussellVesely'), value: row => figure(row.fussellVesely) },
      { title: run.text('fta.birnbaum'), value: row => figure(row.birnbaum) },
      { title: run.text('fta.criticality'), value: row => figure(row.criticality) },
      { title: 'RAW', value: row => figure(row.raw) },
      { title: 'RRW', value: row => figure(row.rrw) }
    ],
    rows
  )
}
