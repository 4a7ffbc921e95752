import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { contentPolicy, freshNonce, withNonce } from '../core/web/csp'
import { resolveStatic } from '../core/web/static-path'
import { assetPolicy } from './guards'

const zipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

type Encoding = 'br' | 'gzip' | 'identity'

interface Asset {
  readonly type: string
  readonly tag: string
  readonly bytes: Buffer
  /** Made when first asked for. */
  readonly packed: Map<Encoding, Promise<Buffer>>
}

/** Names under /assets/ carry a hash of their content. */
const hashed = /^\/assets\/[\w.@-]+-[\w-]{8,}\.\w+$/
const packable = /^(?:text\/|application\/json|image\/svg)/
const smallest = 1024

function pack(asset: Asset, encoding: Encoding): Promise<Buffer> {
  const known = asset.packed.get(encoding)
  if (known !== undefined) return known
  // Quality 5 is near gzip's time and below its size; the best one takes seconds for the main chunk.
  const made =
    encoding === 'br'
      ? brotlied(asset.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : zipped(asset.bytes, { level: 6 })
  asset.packed.set(encoding, made)
  return made
}

function bestEncoding(accepted: string | undefined, asset: Asset): Encoding {
  if (!packable.test(asset.type) || asset.bytes.length < smallest) return 'identity'
  const offers = (accepted ?? '').split(',').map(offer => offer.trim().toLowerCase())
  const takes = (name: string) =>
    offers.some(offer => offer === name || (offer.startsWith(`${name};`) && !/q=0(?:\.0*)?$/.test(offer)))
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}

/** Serves the built renderer, each file read and packed once. */
export class Assets {
  readonly #root: string
  readonly #kept = new Map<string, Promise<Asset | null>>()

  /** @param root folder of the built renderer */
  constructor(root: string) {
    this.#root = root
  }

  /** Answer a GET for a path of the renderer. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = request.url.split('?', 1)[0] ?? ''
    const file = resolveStatic(this.#root, path)
    const asset = file === null ? null : await this.#asset(file.path, file.type)
    if (file === null || asset === null)
      return reply
        .code(404)
        .header('cache-control', 'no-store')
        .type('text/plain; charset=utf-8')
        .send('Not found')
    void reply.type(asset.type)
    if (file.path === join(this.#root, 'index.html')) {
      const nonce = freshNonce()
      return reply
        .header('cache-control', 'no-store')
        .header('content-security-policy', contentPolicy(nonce))
        .send(withNonce(asset.bytes.toString('utf8'), nonce))
    }
    void reply
      .header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      .header('content-security-policy', assetPolicy)
      .header('etag', asset.tag)
      .header('vary', 'accept-encoding')
    if (request.headers['if-none-match'] === asset.tag) return reply.code(304).send()
    const encoding = bestEncoding(request.headers['accept-encoding'], asset)
    if (encoding === 'identity') return reply.send(asset.bytes)
    return reply.header('content-encoding', encoding).send(await pack(asset, encoding))
  }

  #asset(path: string, type: string): Promise<Asset | null> {
    const known = this.#kept.get(path)
    if (known !== undefined) return known
    const read = readFile(path).then(
      bytes => {
        const tag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
        return { type, tag, bytes, packed: new Map() }
      },
      () => {
        // Guessed names must not fill the memory.
        this.#kept.delete(path)
        return null
      }
    )
    this.#kept.set(path, read)
    return read
  }
}
