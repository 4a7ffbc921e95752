import en from '@locales/en/defects.json'
import zh from '@locales/zh-CN/defects.json'
import { findSets, setsOfLots } from '../instruments'
import type { Handlers, QueryContext } from '../store/context'
import type { Questions } from './answers'
import { pictureOf, withBytes } from './store/pictures'
import type { DefectQuestion } from './store/serve'

/** The set as the records know it; FabError record.notFound. */
function setOf(ctx: QueryContext, id: string): ReturnType<typeof findSets>[number] {
  const [set] = findSets(ctx.db, [id])
  if (set === undefined) throw new TypeError('findSets gives what it is asked for')
  return set
}

async function ask<Q extends keyof Questions>(
  ctx: QueryContext,
  name: Q,
  input: Questions[Q]['input']
): Promise<Questions[Q]['answer']> {
  setOf(ctx, input.id)
  return (await ctx.inDefects({ name, input })) as Questions[Q]['answer']
}

/** Looking at what inspection tools found. */
export const defectsHandlers = {
  'defects.set': async (ctx, { id }) => {
    const { sha256, ...summary } = setOf(ctx, id)
    return { summary, sha256, ...(await ask(ctx, 'set', { id })) }
  },
  'defects.map': (ctx, input) => ask(ctx, 'map', input),
  'defects.pareto': (ctx, input) => ask(ctx, 'pareto', input),
  'defects.list': (ctx, input) => ask(ctx, 'list', input),
  'defects.images': async (ctx, input) => {
    const answer = await ask(ctx, 'images', input)
    return { ...answer, rows: withBytes(ctx.db, answer.rows, setOf(ctx, input.id)) }
  },
  'defects.picture': (ctx, { sha256 }) => pictureOf(ctx.store.attachments, sha256),
  'defects.one': async (ctx, input) => {
    const answer = await ask(ctx, 'one', input)
    return { ...answer, images: withBytes(ctx.db, answer.images, setOf(ctx, input.id)) }
  },
  'defects.repeaters': (ctx, input) => ask(ctx, 'repeaters', input),
  'defects.testers': (ctx, { id, sets }) => {
    const facts = setOf(ctx, id)
    const testers = sets === null ? setsOfLots(ctx.db, facts.lot.split(', ')) : findSets(ctx.db, sets)
    return ask(ctx, 'testers', {
      id,
      testers: testers
        .filter(set => set.kind === 'measurements')
        .map(({ id: setId, name, sha256, lot, startedAt }) => ({ id: setId, name, sha256, lot, startedAt }))
    })
  },
  'defects.overlay': (ctx, input) => ask(ctx, 'overlay', input),
  'defects.export': async (ctx, { id, filter, format, language }) => {
    const { name } = setOf(ctx, id)
    const words = (language === 'en' ? en : zh).columns
    const base = `${name.replace(/\.(gz|bz2|zip|klarf|klf|kla|\d{3})$/gi, '')}-${words.file}`
    const pieces = (await ctx.inDefects({
      name: 'export',
      input: { id, filter, format, words: { lot: words.lot, wafer: words.wafer, slot: words.slot } }
    } satisfies DefectQuestion)) as readonly Uint8Array[]
    if (format === 'csv')
      return { name: `${base}.csv`, mime: 'text/csv', bytes: pieces[0] ?? new Uint8Array() }
    const bytes = await ctx.inWorker('sheet', { name: words.file, rows: pieces })
    if (!(bytes instanceof Uint8Array)) throw new TypeError('the sheet task answers bytes')
    return {
      name: `${base}.xlsx`,
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes
    }
  }
} satisfies Partial<Handlers>
