import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../core/core'

const bearer = /^Bearer ([\w-]{1,200})$/i

function sameKey(given: unknown, key: string): boolean {
  if (typeof given !== 'string') return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}

/**
 * Who calls, by the headers: the session's token, and the key that was shown to whoever started the
 * process.
 * @param key null while nobody is trusted by key
 */
export function callerOf(request: FastifyRequest, key: string | null): Caller {
  const token = bearer.exec(request.headers.authorization ?? '')?.[1] ?? null
  return {
    token,
    station: `web:${request.socket.remoteAddress ?? '?'}`,
    local: key !== null && sameKey(request.headers['x-fabcase-key'], key)
  }
}
