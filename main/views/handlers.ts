import { FabError } from '@contract/errors'
import type { SavedView as ViewOut } from '@contract/views'
import type { CommandContext, Handlers } from '../store/context'
import { columns, flag, maybe, number, text } from '../store/rows'
import type { ReadSql } from '../store/types'
import { SavedView } from './entities'

const viewOf = columns({
  id: text,
  version: number,
  screen: text,
  name: text,
  shared: flag,
  ownerId: maybe(text),
  definition: text
})

type View = ReturnType<typeof viewOf>

function toOut(view: View, me: string | null): ViewOut {
  const { ownerId, ...rest } = view
  return { ...rest, mine: ownerId === me }
}

function own(ctx: CommandContext, db: ReadSql, id: string): View {
  const view = db.get('SELECT * FROM saved_view WHERE id = ?', [id], viewOf)
  if (view === undefined) throw new FabError('record.notFound', { entity: 'view', id })
  if (view.ownerId !== ctx.actor.id) throw new FabError('contract.forbidden', { needs: 'owner' })
  return view
}

/** Saved views and drafts; both belong to the person who made them. */
export const viewsHandlers = {
  'views.list': (ctx, input) => ({
    views: ctx.db
      .all(
        'SELECT * FROM saved_view WHERE screen = ? AND (shared = 1 OR ownerId IS ?) ORDER BY name COLLATE NOCASE, id',
        [input.screen, ctx.actor.id],
        viewOf
      )
      .map(view => toOut(view, ctx.actor.id))
  }),
  'views.save': async (ctx, input) => {
    if (input.shared && !ctx.actor.permissions.has('views.share'))
      throw new FabError('contract.forbidden', { needs: 'views.share' })
    const fields = {
      screen: input.screen,
      name: input.name,
      definition: input.definition,
      shared: input.shared
    }
    if (input.id === undefined) {
      const view: View = { ...fields, id: ctx.newId(), version: 1, ownerId: ctx.actor.id }
      await ctx.em.insert(SavedView, { ...view, shared: view.shared ? 1 : 0 })
      ctx.note({ entity: 'view', entityId: view.id, after: fields })
      ctx.emit('view', view.id)
      return toOut(view, ctx.actor.id)
    }
    const before = own(ctx, ctx.sql, input.id)
    const result = await ctx.em.update(
      SavedView,
      { id: input.id, version: input.version ?? before.version },
      { ...fields, shared: input.shared ? 1 : 0, version: before.version + 1 }
    )
    if (result.affected === 0)
      throw new FabError('record.conflict', { entity: 'view', id: input.id, current: { ...before } })
    ctx.note({ entity: 'view', entityId: input.id, before: { ...before }, after: fields })
    ctx.emit('view', input.id)
    return toOut({ ...before, ...fields, version: before.version + 1 }, ctx.actor.id)
  },
  'views.remove': async (ctx, input) => {
    const before = own(ctx, ctx.sql, input.id)
    await ctx.em.delete(SavedView, { id: input.id })
    ctx.note({ entity: 'view', entityId: input.id, before: { ...before } })
    ctx.emit('view', input.id)
    return {}
  },
  'drafts.get': (ctx, input) => {
    const row = ctx.db.get('SELECT body, at FROM draft WHERE userId = ? AND "key" = ?', [
      ctx.actor.id,
      input.key
    ])
    return row === undefined
      ? { body: null, at: null }
      : { body: text(row['body'], 'body'), at: text(row['at'], 'at') }
  },
  'drafts.put': (ctx, input) => {
    if (ctx.actor.id === null) return {}
    if (input.body === '')
      ctx.sql.run('DELETE FROM draft WHERE userId = ? AND "key" = ?', [ctx.actor.id, input.key])
    else
      ctx.sql.run(
        `INSERT INTO draft (userId, "key", body, at) VALUES (?, ?, ?, ?)
         ON CONFLICT (userId, "key") DO UPDATE SET body = excluded.body, at = excluded.at`,
        [ctx.actor.id, input.key, input.body, ctx.now]
      )
    return {}
  }
} satisfies Partial<Handlers>
