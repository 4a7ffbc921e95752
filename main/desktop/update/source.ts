import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isAbsolute, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UpdateError } from './manifest'

/** Where updates come from: an address on the LAN, or a folder (a stick, a share). */
export interface UpdateSource {
  /** Read a small file whole; refused beyond `limit` bytes. */
  read(name: string, limit: number): Promise<Buffer>
  /** Copy a file of exactly `size` bytes to `target`; a longer one is cut off and refused. */
  fetch(name: string, size: number, target: string): Promise<void>
}

/** Count bytes and stop a stream that holds more than was promised. */
function atMost(limit: number, name: string): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > limit) done(new UpdateError('size', { name }))
      else done(null, chunk)
    }
  })
}

function unreachable(error: unknown): UpdateError {
  return error instanceof UpdateError ? error : new UpdateError('unreachable', {}, { cause: error })
}

function source(open: (name: string) => Promise<Readable>): UpdateSource {
  return {
    async read(name, limit) {
      try {
        const chunks: Buffer[] = []
        const bounded = atMost(limit, name)
        bounded.on('data', (chunk: Buffer) => chunks.push(chunk))
        await pipeline(await open(name), bounded)
        return Buffer.concat(chunks)
      } catch (error) {
        throw unreachable(error)
      }
    },
    async fetch(name, size, target) {
      try {
        await pipeline(await open(name), atMost(size, name), createWriteStream(target, { flush: true }))
      } catch (error) {
        throw unreachable(error)
      }
    }
  }
}

const stall = 20_000

function get(url: URL, authority: string | null): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    const options = { timeout: stall, headers: { 'Cache-Control': 'no-cache' } }
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, {
            ...options,
            minVersion: 'TLSv1.2',
            ...(authority === null ? {} : { ca: authority })
          })
        : requestHttp(url, options)
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', failed)
    request.on('response', response => {
      if (response.statusCode === 200) done(response)
      else {
        response.resume()
        failed(new Error(`status ${String(response.statusCode)}`))
      }
    })
    request.end()
  })
}

/**
 * Open a feed as the policy names it. What it delivers is trusted by its signature alone, so plain
 * http on an isolated network and a folder anybody may write to are as good as https.
 * `authority` is the PEM file of the authority behind an https address of the LAN.
 */
export async function openSource(feed: string, authority: string | null): Promise<UpdateSource> {
  if (!/^https?:\/\//i.test(feed)) {
    if (!isAbsolute(feed)) throw new UpdateError('unreachable')
    return source(name => Promise.resolve(createReadStream(join(feed, name))))
  }
  const base = new URL(feed.endsWith('/') ? feed : `${feed}/`)
  const pem = authority === null ? null : await readFile(authority, 'utf8').catch(() => null)
  if (authority !== null && pem === null) throw new UpdateError('unreachable')
  return source(name => get(new URL(encodeURIComponent(name), base), pem))
}
