import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CoreEvent } from '@contract/wire'
import type { Host } from '../../main/host/http'
import { Client, administrator, afterThis, ask, newHost, person } from './support'

/** Events that a client hears, as they come. */
async function listen(
  host: Host,
  client: Client
): Promise<{ events: CoreEvent[]; ended: () => boolean; beats: () => number }> {
  const events: CoreEvent[] = []
  let over = false
  let beats = 0
  const stop = new AbortController()
  const response = await fetch(`${host.url}api/events`, { headers: client.headers(), signal: stop.signal })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  void (async () => {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true })
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks)
        if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)) as CoreEvent)
        else beats++
    }
    over = true
  })().catch(() => (over = true))
  afterThis(async () => {
    stop.abort()
    return Promise.resolve()
  })
  return { events, ended: () => over, beats: () => beats }
}

async function until(what: () => boolean, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!what()) {
    if (Date.now() > end) throw new Error('it did not happen in time')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

describe('events', () => {
  test('reach the signed-in after the commit, a notice its person alone, nobody nothing', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const reader = await person(host, admin, 'reader')
    const other = await person(host, admin, 'lab')
    const readerId = (await reader.call('session.me', {})).id
    const [hearsAdmin, hearsReader, hearsOther, hearsNobody] = [
      await listen(host, admin),
      await listen(host, reader),
      await listen(host, other),
      await listen(host, new Client(host))
    ]
    const made = await admin.call('cases.add', { title: 'Example: open contacts after reflow' })
    await until(() => hearsReader.events.some(e => e.topic === 'case' && e.id === made.id))
    // What is told is committed: whoever hears it can read it.
    expect((await reader.call('cases.get', { id: made.id })).case.title).toContain('reflow')
    await admin.call('cases.comment', { id: made.id, text: '@reader look', mentionIds: [readerId] })
    await until(() => hearsReader.events.some(e => e.topic === 'notice'))
    expect(hearsReader.events.find(e => e.topic === 'notice')?.id).toBe(readerId)
    await until(() => hearsAdmin.events.some(e => e.topic === 'case'))
    expect(hearsAdmin.events.some(e => e.topic === 'notice')).toBe(false)
    expect(hearsOther.events.some(e => e.topic === 'case')).toBe(true)
    expect(hearsOther.events.some(e => e.topic === 'notice')).toBe(false)
    expect(hearsNobody.events).toEqual([])
  })

  test('a refused command tells nobody anything', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const heard = await listen(host, admin)
    await admin.fault('cases.update', { id: 'nothing', version: 1, patch: { title: 'x' } })
    const made = await admin.call('cases.add', { title: 'after it' })
    await until(() => heard.events.length > 0)
    expect(heard.events.filter(e => e.topic === 'case').map(e => e.id)).toEqual([made.id])
  })

  test('beat while nothing happens and end with the session', async () => {
    const host = await newHost({ limits: { heartbeatMs: 50 } })
    const admin = await administrator(host)
    const heard = await listen(host, admin)
    await until(() => heard.beats() > 3)
    expect(heard.ended()).toBe(false)
    await admin.call('session.signOut', {})
    await until(heard.ended)
  })

  test('are limited in number, and end when the host does', async () => {
    const host = await newHost({ limits: { streams: 2 } })
    const admin = await administrator(host)
    const first = await listen(host, admin)
    await listen(host, admin)
    const third = await ask(host.port, 'GET', '/api/events', admin.headers())
    expect(third.status).toBe(503)
    expect(third.json()).toMatchObject({ fault: { key: 'contract.busy' } })
    await host.close()
    await until(first.ended)
  })
})

const leftovers = (dir: string) => readdir(join(dir, 'attachments', 'incoming'))
const shelves = async (dir: string) =>
  (await readdir(join(dir, 'attachments'))).filter(name => name !== 'incoming')

describe('uploads', () => {
  test('50 MB arrive whole, and the memory stays small', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const bytes = randomBytes(50 * 1024 ** 2)
    const before = process.memoryUsage().rss
    const answer = await admin.upload('晶圆 1.stdf', bytes)
    expect(answer.status, answer.body.toString()).toBe(200)
    const staged = answer.json() as { stageId: string; name: string; bytes: number }
    expect(staged).toMatchObject({ name: '晶圆 1.stdf', bytes: bytes.length })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { stages } = host.launcher.open
    expect(() => stages.get(staged.stageId, 'somebody-else')).toThrow('attachment.staleStage')
    const me = host.launcher.open.actorOf({ token: admin.token, station: '', local: false }).id
    expect(stages.get(staged.stageId, me).sha256).toBe(sha256)
    const path = await host.launcher.open.store.attachments.path(sha256)
    expect(path).toContain(join('attachments', sha256.slice(0, 2), sha256))
    expect(await leftovers(host.dir)).toEqual([])
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2)
  })

  test('only by whoever may import', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const reader = await person(host, admin, 'reader')
    expect((await new Client(host).upload('a.stdf', Buffer.from('x'))).status).toBe(401)
    expect((await reader.upload('a.stdf', Buffer.from('x'))).status).toBe(403)
    expect((await admin.upload('', Buffer.from('x'))).status).toBe(400)
    expect((await admin.upload('../../etc/passwd', Buffer.from('x'))).json()).toMatchObject({
      name: 'passwd'
    })
    const typed = { ...admin.headers(), 'content-type': 'text/plain' }
    expect((await ask(host.port, 'POST', '/api/stage?name=a', typed, 'x')).status).toBe(400)
  })

  test('too large is refused by its own count, with nothing left', async () => {
    const host = await newHost({ limits: { uploadBytes: 1_000_000, lingerMs: 200 } })
    const admin = await administrator(host)
    const declared = await admin.upload('big.stdf', randomBytes(1_000_001))
    expect(declared.status).toBe(413)
    expect(declared.json()).toMatchObject({
      fault: { key: 'attachment.tooLarge', details: { limit: 1_000_000 } }
    })
    // Chunked, so that no header tells the size.
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: host.port,
          method: 'POST',
          path: '/api/stage?name=big.stdf',
          headers: {
            ...admin.headers(),
            'content-type': 'application/octet-stream',
            'transfer-encoding': 'chunked'
          }
        },
        response => {
          response.resume()
          resolve(response.statusCode ?? 0)
        }
      )
      request.on('error', reject)
      for (let i = 0; i < 20; i++) request.write(randomBytes(100_000))
      request.end()
    })
    expect(status).toBe(413)
    expect(await leftovers(host.dir)).toEqual([])
    expect(await shelves(host.dir)).toEqual([])
    expect((await admin.upload('fits.stdf', randomBytes(1_000_000))).status).toBe(200)
  })

  test('one that stalls, trickles or hangs up is given up, with nothing left', async () => {
    const host = await newHost({ limits: { stallMs: 200, uploadFloor: 1024 } })
    const admin = await administrator(host)
    const begin = (trickle: boolean, hangUp: boolean) =>
      new Promise<void>(resolve => {
        const request = httpRequest({
          host: '127.0.0.1',
          port: host.port,
          method: 'POST',
          path: '/api/stage?name=slow.stdf',
          headers: {
            ...admin.headers(),
            'content-type': 'application/octet-stream',
            'content-length': 1_000_000
          }
        })
        const drip = setInterval(() => {
          if (trickle) request.write('x')
        }, 50)
        request.on('error', () => undefined)
        request.on('close', () => {
          clearInterval(drip)
          resolve()
        })
        request.write(randomBytes(10_000))
        if (hangUp) setTimeout(() => request.destroy(), 100)
      })
    // None of them would ever end by itself.
    await begin(false, false)
    await begin(true, false)
    await begin(false, true)
    await expect.poll(() => leftovers(host.dir)).toEqual([])
    expect(await shelves(host.dir)).toEqual([])
  })

  test('a slow one that goes on is let through', async () => {
    const host = await newHost({ limits: { stallMs: 1000, uploadFloor: 100 } })
    const admin = await administrator(host)
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: host.port,
          method: 'POST',
          path: '/api/stage?name=slow.stdf',
          headers: {
            ...admin.headers(),
            'content-type': 'application/octet-stream',
            'content-length': 20_000
          }
        },
        response => {
          response.resume()
          resolve(response.statusCode ?? 0)
        }
      )
      request.on('error', reject)
      let sent = 0
      const drip = setInterval(() => {
        request.write(randomBytes(1000))
        // In all it takes longer than it may stand still.
        if (++sent === 20) {
          clearInterval(drip)
          request.end()
        }
      }, 80)
    })
    expect(status).toBe(200)
  })
})

describe('connections that do not get on', () => {
  /** A connection that never says all it has to say: when it stands, and when the host has ended it. */
  const holdOpen = (port: number, first: string) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(first))
    const drip = setInterval(() => socket.write('x'), 50)
    socket.on('error', () => undefined)
    socket.resume()
    return {
      stands: once(socket, 'connect'),
      ended: new Promise<void>(resolve => {
        socket.on('close', () => {
          clearInterval(drip)
          resolve()
        })
      })
    }
  }

  test('headers that never end, and bodies that never end', async () => {
    const host = await newHost({ limits: { headersMs: 300, bodyMs: 300 } })
    const headers = holdOpen(host.port, 'POST /api/call/stores.state HTTP/1.1\r\nx-slow: ')
    const body = holdOpen(
      host.port,
      `POST /api/call/stores.state HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{`
    )
    await headers.ended
    await body.ended
    expect((await new Client(host).raw('stores.state', {})).status).toBe(200)
  })

  test('more than there is room for are dropped, and the room comes back', async () => {
    const host = await newHost({ limits: { connections: 5, headersMs: 1500 } })
    const held = Array.from({ length: 5 }, () => holdOpen(host.port, 'GET / HTTP/1.1\r\nx-slow: '))
    await Promise.all(held.map(one => one.stands))
    await expect(ask(host.port, 'GET', '/')).rejects.toThrow()
    await Promise.all(held.map(one => one.ended))
    expect((await ask(host.port, 'GET', '/')).status).toBe(200)
  })
})
