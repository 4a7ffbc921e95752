import { FabError } from '@contract/errors'
import type { CaseComment as CommentOut } from '@contract/cases'
import type { Handlers } from '../../store/context'
import { columns, maybe, number, text, texts } from '../../store/rows'
import { CaseComment } from '../entities'
import { indexComment } from './entries'
import { findCase } from './rows'

const commentOf = columns({
  id: text,
  version: number,
  authorId: maybe(text),
  author: text,
  text: text,
  mentionIds: texts,
  createdAt: text,
  editedAt: maybe(text)
})

function toOut(row: ReturnType<typeof commentOf>): CommentOut {
  return { ...row, authorId: row.authorId ?? '' }
}

/** The discussion of a case. */
export const commentHandlers = {
  'cases.comments': (ctx, input) => ({
    comments: ctx.db
      .all(
        'SELECT * FROM case_comment WHERE caseId = ? ORDER BY createdAt, id',
        [findCase(ctx.db, input.id).id],
        commentOf
      )
      .map(toOut)
  }),
  'cases.comment': async (ctx, input) => {
    const found = findCase(ctx.sql, input.id)
    const row = {
      id: ctx.newId(),
      version: 1,
      authorId: ctx.actor.id,
      author: ctx.actor.name,
      text: input.text,
      mentionIds: input.mentionIds,
      createdAt: ctx.now,
      editedAt: null
    }
    await ctx.em.insert(CaseComment, { ...row, caseId: found.id, mentionIds: JSON.stringify(row.mentionIds) })
    ctx.note({ entity: 'comment', entityId: row.id, subject: found.id, after: { text: row.text } })
    for (const userId of new Set(input.mentionIds))
      if (userId !== ctx.actor.id)
        ctx.notify(
          userId,
          'mentioned',
          { number: found.number, title: found.title, by: ctx.actor.name },
          `/cases/${found.id}/discussion`
        )
    indexComment(ctx, found, { ...row, at: ctx.now })
    ctx.emit('comment', row.id, found.id)
    return toOut(row)
  },
  'cases.editComment': async (ctx, input) => {
    const before = ctx.sql.get('SELECT * FROM case_comment WHERE id = ?', [input.commentId])
    if (before === undefined)
      throw new FabError('record.notFound', { entity: 'comment', id: input.commentId })
    const old = commentOf(before)
    if (old.authorId !== ctx.actor.id) throw new FabError('contract.forbidden', { needs: 'author' })
    const result = await ctx.em.update(
      CaseComment,
      { id: input.commentId, version: input.version },
      { text: input.text, version: input.version + 1, editedAt: ctx.now }
    )
    if (result.affected === 0)
      throw new FabError('record.conflict', { entity: 'comment', id: input.commentId, current: { ...old } })
    const caseId = text(before['caseId'], 'caseId')
    const found = findCase(ctx.sql, caseId)
    ctx.note({
      entity: 'comment',
      entityId: input.commentId,
      subject: caseId,
      before: { text: old.text },
      after: { text: input.text }
    })
    indexComment(ctx, found, { id: old.id, author: old.author, text: input.text, at: ctx.now })
    ctx.emit('comment', input.commentId, caseId)
    return toOut({ ...old, text: input.text, version: input.version + 1, editedAt: ctx.now })
  }
} satisfies Partial<Handlers>
