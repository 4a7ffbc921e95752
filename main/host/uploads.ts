import type { IncomingMessage } from 'node:http'
import { FabError } from '@contract/errors'
import type { StagedFile } from '@contract/desktop'
import type { Caller, Core } from '../core/core'
import type { HostLimits } from './limits'

/**
 * The bytes of a request body, counted, and given up when they stop coming. Time limits for whole
 * requests would cut slow uploads that are well; this one asks for a little progress in every span.
 */
async function* watched(body: IncomingMessage, name: string, limits: HostLimits): AsyncGenerator<Uint8Array> {
  let bytes = 0
  let before = 0
  const watch = setInterval(() => {
    if (bytes - before < limits.uploadFloor) body.destroy(new FabError('attachment.unreadable', { name }))
    before = bytes
  }, limits.stallMs)
  try {
    // Giving up must not cut the connection: the answer goes over it.
    const chunks: AsyncIterable<unknown> = body.iterator({ destroyOnReturn: false })
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a body is bytes')
      bytes += chunk.length
      if (bytes > limits.uploadBytes)
        throw new FabError('attachment.tooLarge', { name, limit: limits.uploadBytes })
      yield chunk
    }
    const declared = Number(body.headers['content-length'] ?? bytes)
    if (bytes !== declared) throw new FabError('attachment.unreadable', { name })
  } catch (error) {
    // Whoever hung up gets no answer; the store must still learn that the file is not whole.
    throw error instanceof FabError
      ? error
      : new FabError('attachment.unreadable', { name }, { cause: error })
  } finally {
    clearInterval(watch)
  }
}

/**
 * Take an uploaded file into the store's attachments; it is on disk when this resolves.
 * FabError contract.signIn, contract.locked, contract.forbidden, attachment.tooLarge,
 * attachment.unreadable, store.full.
 */
export async function stageUpload(
  core: Core,
  caller: Caller,
  name: string,
  body: IncomingMessage,
  limits: HostLimits
): Promise<StagedFile> {
  const actor = core.actorOf(caller)
  if (!actor.known) throw new FabError('contract.signIn', {})
  if (actor.locked) throw new FabError('contract.locked', {})
  // Models of fault trees come in as files too, and belong to who writes records.
  if (!actor.permissions.has('instruments.import') && !actor.permissions.has('records.write'))
    throw new FabError('contract.forbidden', { needs: 'instruments.import' })
  if (name === '' || name.length > 255)
    throw new FabError('contract.input', { field: 'name', issue: '', issues: [] })
  if (Number(body.headers['content-length'] ?? 0) > limits.uploadBytes)
    throw new FabError('attachment.tooLarge', { name, limit: limits.uploadBytes })
  return core.stages.upload(name, actor.id, watched(body, name, limits))
}
