import type { FastifyReply } from 'fastify'
import { FabError } from '@contract/errors'
import type { Core } from '../core/core'

/**
 * `Content-Disposition` that makes every browser save and none show: an ASCII name for the old, the
 * real one (RFC 8187) for the others.
 */
export function disposition(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, '_').slice(0, 100)
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Redeem a ticket: the attachment's bytes, once. FabError record.notFound, attachment.missing. */
export async function sendTicket(core: Core, ticket: string, reply: FastifyReply): Promise<FastifyReply> {
  const file = core.tickets.take(ticket)
  if (file === null) throw new FabError('record.notFound', { entity: 'ticket', id: '' })
  const bytes = await core.store.attachments.read(file.sha256)
  return reply
    .type('application/octet-stream')
    .header('content-length', file.bytes)
    .header('content-disposition', disposition(file.name))
    .send(bytes)
}
