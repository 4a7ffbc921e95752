import { FabError } from '@contract/errors'
import type { EvidenceRow } from '@contract/evidence'
import { requireCase } from '../cases'
import { prepared, type CommandContext, type Handlers } from '../store/context'
import { foldedWords, likeFragment, updateVersioned } from '../store/register'
import { number } from '../store/rows'
import { Evidence } from './entities'
import { bytesOf, placeBytes, tableOf } from './store/bytes'
import { findEvidence, rowOf, type Kept } from './store/rows'

/** Put a piece of evidence into the search index. */
function indexEvidence(ctx: CommandContext, found: EvidenceRow): void {
  ctx.index({
    kind: 'evidence',
    id: found.id,
    title: found.title,
    subtitle: found.caption,
    body: [found.note, found.caption].filter(text => text !== '').join('\n'),
    codes: [...new Set(found.sources.map(source => source.name))].slice(0, 50),
    subject: found.caseId,
    updatedAt: found.updatedAt
  })
}

/** What the trail keeps: enough to know the piece again, hashes and all. */
function told(found: Kept) {
  return {
    title: found.title,
    kind: found.kind,
    note: found.note,
    caption: found.caption,
    n: found.n,
    link: found.link,
    sources: found.sources.map(source => ({ name: source.name, sha256: source.sha256 })),
    pictureSha256: found.pictureSha256,
    vectorSha256: found.vectorSha256,
    tableSha256: found.tableSha256,
    asOf: found.asOf
  }
}

/** A piece that is on its case; FabError record.notFound for one that was taken off. */
function requirePinned(ctx: CommandContext, id: string): Kept {
  const found = findEvidence(ctx.sql, id)
  if (found.removedAt !== null) throw new FabError('record.notFound', { entity: 'evidence', id })
  return found
}

/** Evidence of cases. */
export const evidenceHandlers = {
  'evidence.pin': prepared<'evidence.pin', Awaited<ReturnType<typeof placeBytes>>>({
    prepare: async (ctx, input) => {
      requireCase(ctx.db, input.caseId)
      return placeBytes(ctx.store.attachments, input)
    },
    run: async (ctx, input, placed) => {
      try {
        requireCase(ctx.sql, input.caseId)
        for (const blob of [placed.picture, placed.vector, placed.table]) if (blob !== null) ctx.attach(blob)
        const id = ctx.newId()
        await ctx.em.insert(Evidence, {
          id,
          version: 1,
          createdAt: ctx.now,
          createdBy: ctx.actor.name,
          updatedAt: ctx.now,
          updatedBy: ctx.actor.name,
          caseId: input.caseId,
          kind: input.kind,
          title: input.title,
          note: input.note,
          caption: input.caption,
          n: input.n,
          link: input.link,
          sources: JSON.stringify(input.sources),
          view: JSON.stringify(input.view),
          pictureSha256: placed.picture?.sha256 ?? null,
          vectorSha256: placed.vector?.sha256 ?? null,
          tableSha256: placed.table?.sha256 ?? null,
          asOf: ctx.now,
          pinnedBy: ctx.actor.name,
          removedAt: null,
          removedBy: null
        })
        const found = findEvidence(ctx.sql, id)
        ctx.note({ entity: 'evidence', entityId: id, subject: input.caseId, after: told(found) })
        indexEvidence(ctx, found)
        ctx.emit('evidence', id, input.caseId)
        return found
      } finally {
        // Nobody takes bytes away while this transaction holds the queue; afterwards the row names them.
        for (const blob of [placed.picture, placed.vector, placed.table]) blob?.letGo()
      }
    }
  }),
  'evidence.list': (ctx, input) => {
    requireCase(ctx.db, input.caseId)
    const terms = ['caseId = ?', input.removed ? 'removedAt IS NOT NULL' : 'removedAt IS NULL']
    const params: string[] = [input.caseId]
    for (const word of foldedWords(input.text)) {
      terms.push("fold(title || ' ' || note || ' ' || caption) LIKE ? ESCAPE '\\'")
      params.push(likeFragment(word))
    }
    const where = terms.join(' AND ')
    return {
      total: number(ctx.db.get(`SELECT count(*) AS n FROM evidence WHERE ${where}`, params)?.['n'], 'n'),
      rows: ctx.db.all(
        `SELECT * FROM evidence WHERE ${where} ORDER BY asOf DESC, id DESC LIMIT ? OFFSET ?`,
        [...params, input.limit, input.offset],
        rowOf
      )
    }
  },
  'evidence.get': async (ctx, input) => {
    const { tableSha256, ...found } = findEvidence(ctx.db, input.id)
    return { ...found, table: await tableOf(ctx.store.attachments, tableSha256) }
  },
  'evidence.picture': async (ctx, input) => {
    const found = findEvidence(ctx.db, input.id)
    const sha256 = input.form === 'png' ? found.pictureSha256 : found.vectorSha256
    if (sha256 === null) throw new FabError('record.notFound', { entity: 'picture', id: input.id })
    const bytes = new Uint8Array(await bytesOf(ctx.store.attachments, sha256))
    return {
      name: `${found.title.slice(0, 100)}.${input.form}`,
      mime: input.form === 'png' ? 'image/png' : 'image/svg+xml',
      bytes
    }
  },
  'evidence.update': async (ctx, input) => {
    const before = requirePinned(ctx, input.id)
    const patch = {
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.note === undefined ? {} : { note: input.note })
    }
    await updateVersioned(ctx, Evidence, 'evidence', input, patch, () => ({
      ...told(before),
      version: before.version
    }))
    const after = findEvidence(ctx.sql, input.id)
    ctx.note({
      entity: 'evidence',
      entityId: input.id,
      subject: before.caseId,
      before: { title: before.title, note: before.note },
      after: { title: after.title, note: after.note }
    })
    indexEvidence(ctx, after)
    ctx.emit('evidence', input.id, before.caseId)
    return after
  },
  'evidence.remove': async (ctx, input) => {
    const before = requirePinned(ctx, input.id)
    const patch = { removedAt: ctx.now, removedBy: ctx.actor.name }
    await updateVersioned(ctx, Evidence, 'evidence', input, patch, () => ({
      ...told(before),
      version: before.version
    }))
    ctx.tookAway({ kind: 'piece', id: input.id })
    ctx.note({
      entity: 'evidence',
      entityId: input.id,
      subject: before.caseId,
      reason: input.reason,
      before: told(before)
    })
    ctx.unindex('evidence', input.id)
    ctx.emit('evidence', input.id, before.caseId)
    return { id: input.id }
  },
  'evidence.restore': async (ctx, input) => {
    const before = findEvidence(ctx.sql, input.id)
    // Two people put it back at once: both get what they want.
    if (before.removedAt === null) return before
    await updateVersioned(
      ctx,
      Evidence,
      'evidence',
      { id: input.id, version: before.version },
      { removedAt: null, removedBy: null },
      () => ({ ...told(before), version: before.version })
    )
    const after = findEvidence(ctx.sql, input.id)
    ctx.note({ entity: 'evidence', entityId: input.id, subject: after.caseId, after: told(after) })
    indexEvidence(ctx, after)
    ctx.emit('evidence', input.id, after.caseId)
    return after
  }
} satisfies Partial<Handlers>
