import { z } from 'zod'
import type { Parsed } from '@contract/index'
import type { DiagramNode } from '@contract/diagram/node'
import { FabError } from '@contract/errors'
import { treeNodesMost } from '@contract/faultTree'
import { analyse, numbersOf, type Findings } from './fta/analyse'
import { BudgetSpent } from './fta/engine/tables'
import { eventsFromCsv, eventsToCsv } from './fta/diagram/events'
import { modelText, tableText, type TreeFile } from './tree-file'
import { modelOf } from './fta/diagram/model'
import { recordsOf } from './fta/diagram/records'
import { readMef } from './fta/mef/reader'
import { refused } from './fta/model'
import { writeMef } from './fta/mef/writer'
import { solveDrawn, sweepDrawn, uncertaintyDrawn } from './fta/studio'

export type { Estimate, Measures } from './fta/importance'
export type { PrimeFindings } from './fta/prime-findings'

/** What the `faultTree` task is asked. */
const order = z.object({
  /** Open-PSA MEF. */
  xml: z.string(),
  top: z.string().optional(),
  qualitative: z.boolean().default(false),
  limitOrder: z.number().int().min(0).optional(),
  cutOff: z.number().min(0).max(1).optional(),
  list: z.number().int().min(0).default(0),
  importance: z.boolean().default(false),
  primes: z.union([z.boolean(), z.literal('cheap')]).default(false)
})

/** What the `faultTree` task answers. */
export interface FaultTreeAnswer {
  readonly findings: Findings
  /** Constructs of the file that say nothing about the tree and were read over. */
  readonly ignored: readonly { readonly what: string; readonly line: number }[]
  /** Other gates that could be the top. */
  readonly tops: readonly string[]
  /** CPU seconds of the engine, reading included. */
  readonly seconds: number
}

/** A question about records, with its input as the contract parsed it. */
export type StudioOrder =
  | { readonly name: 'faultTree.solve'; readonly input: Parsed<'faultTree.solve'> }
  | { readonly name: 'faultTree.uncertainty'; readonly input: Parsed<'faultTree.uncertainty'> }
  | { readonly name: 'faultTree.sweep'; readonly input: Parsed<'faultTree.sweep'> }
  | { readonly name: 'faultTree.fromMef'; readonly input: Parsed<'faultTree.fromMef'>; readonly seed: string }
  | { readonly name: 'faultTree.readMef'; readonly file: TreeFile; readonly seed: string }
  | { readonly name: 'faultTree.takeMef'; readonly file: TreeFile; readonly seed: string }
  | { readonly name: 'faultTree.toMef'; readonly input: Parsed<'faultTree.toMef'> }
  | { readonly name: 'faultTree.eventsCsv'; readonly input: Parsed<'faultTree.eventsCsv'> }
  | {
      readonly name: 'faultTree.fromEventsCsv'
      readonly input: Pick<Parsed<'faultTree.fromEventsCsv'>, 'text' | 'nodes'>
      /** In the place of the text. */
      readonly file: TreeFile | null
      readonly seed: string
    }

/** A model, checked and made into records. */
export interface ModelRecords {
  readonly name: string
  readonly nodes: readonly DiagramNode[]
  readonly ignored: readonly { readonly what: string; readonly line: number }[]
}

/** @throws FabError rca.*, with the line */
function modelRecords(text: string, name: string, seed: string): ModelRecords {
  const model = readMef(text, name)
  // A model with a wrong number in it, or nothing to compute, is refused here as on the command line.
  numbersOf(model)
  if (model.gates.size === 0) throw refused('noTop', { name: model.name })
  const { nodes, ignored } = recordsOf(model, counting(seed))
  if (nodes.length > treeNodesMost)
    throw new FabError('rca.tooManyNodes', { nodes: nodes.length, most: treeNodesMost })
  return { name: model.name, nodes, ignored }
}

/** Without what it says: a large tree is to be dealt out to pages, not read. */
function bare(node: DiagramNode): DiagramNode {
  const { data } = node
  return 'label' in data
    ? { ...node, data: { ...data, label: '', ...('attributes' in data ? { attributes: [] } : {}) } }
    : node
}

async function studio(order: StudioOrder): Promise<unknown> {
  switch (order.name) {
    case 'faultTree.solve':
      return solveDrawn(order.input)
    case 'faultTree.uncertainty':
      return uncertaintyDrawn(order.input)
    case 'faultTree.sweep':
      return sweepDrawn(order.input)
    case 'faultTree.fromMef':
      return modelRecords(order.input.text, '', order.seed)
    case 'faultTree.readMef': {
      const read = modelRecords(await modelText(order.file), stemOf(order.file.name), order.seed)
      return { ...read, seed: order.seed, nodes: read.nodes.map(bare) }
    }
    case 'faultTree.takeMef':
      return modelRecords(await modelText(order.file), stemOf(order.file.name), order.seed)
    case 'faultTree.toMef': {
      const { model } = modelOf(order.input.nodes)
      return writeMef({ ...model, name: order.input.name })
    }
    case 'faultTree.eventsCsv':
      return eventsToCsv(order.input.nodes)
    case 'faultTree.fromEventsCsv':
      return eventsFromCsv(
        order.file === null ? order.input.text : await tableText(order.file),
        order.input.nodes,
        counting(order.seed)
      )
  }
}

/** What a file is called without its ending. */
const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '')

/** Ids that begin alike: a thread has no clock of the store, and thousands are made at once. */
function counting(seed: string): () => string {
  let n = 0
  return () => `${seed}-${(n++).toString(36)}`
}

/** V8 has no more room for the tables: the tree is beyond the budget in another way. */
async function withinBudget<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (
      error instanceof BudgetSpent ||
      (error instanceof RangeError && /allocation|length/i.test(error.message))
    )
      throw new FabError('rca.budget', {}, { cause: error })
    throw error
  }
}

/** What this room does in worker threads; diagrams go deep, so their stack is large (see core/pool.ts). */
export const workerTasks = {
  /** Solves a fault tree of a file. FabError rca.* */
  faultTree: (input: unknown): Promise<FaultTreeAnswer> => {
    const { xml, ...question } = order.parse(input)
    const before = process.threadCpuUsage()
    return withinBudget(() => {
      const model = readMef(xml)
      const findings = analyse(model, question)
      const { user, system } = process.threadCpuUsage(before)
      return {
        findings,
        ignored: model.ignored.map(({ what, at }) => ({ what, line: at.line })),
        tops: model.tops,
        seconds: (user + system) / 1e6
      }
    })
  },
  /** Answers a {@link StudioOrder}. FabError rca.* */
  faultTreeStudio: (input: unknown): Promise<unknown> => withinBudget(() => studio(input as StudioOrder))
}
