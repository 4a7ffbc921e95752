import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { packReply, unpackReply } from '@contract/wire'
import { createHash } from 'node:crypto'
import {
  Client,
  administrator,
  ask,
  chief,
  newHost,
  newStoreFolder,
  person,
  tempFolder,
  root
} from './support'

describe('setting up and signing in', () => {
  test('only who started the process makes the first administrator, and then the key is worth nothing', async () => {
    const host = await newHost()
    const key = host.key()
    expect(key).toMatch(/^[\w-]{43}$/)
    const stranger = new Client(host)
    expect((await stranger.fault('people.setup', chief)).key).toBe('contract.localOnly')
    const wrong = new Client(host, `${key?.slice(0, -1)}!`)
    expect((await wrong.fault('people.setup', chief)).key).toBe('contract.localOnly')
    const admin = await administrator(host)
    expect((await admin.call('session.me', {})).login).toBe(chief.login)
    expect(host.key()).toBeNull()
    const late = new Client(host, key)
    expect((await late.fault('people.setup', { ...chief, login: 'second' })).key).toBe('contract.setupOnly')
    expect((await late.call('stores.state', {})).open?.dir).toBeNull()
  })

  test('a host of one store opens no other, whoever asks', async () => {
    const host = await newHost()
    for (const client of [new Client(host), new Client(host, host.key())]) {
      expect((await client.fault('stores.open', { dir: host.dir })).key).toBe('contract.localOnly')
      expect((await client.fault('stores.create', { folder: '/tmp', name: 'x' })).key).toBe(
        'contract.localOnly'
      )
      expect((await client.fault('stores.close', {})).key).toBe('contract.localOnly')
      expect((await client.call('stores.state', {})).mayOpen).toBe(false)
    }
  })

  test('whoever started it with `npm start` opens and makes stores; others do not', async () => {
    const folder = await tempFolder()
    const host = await newHost({ mayOpen: true, settingsDir: await tempFolder() })
    const local = new Client(host, host.key())
    const made = await local.call('stores.create', { folder, name: 'Second 厂' })
    expect(made.open).toMatchObject({ name: 'Second 厂', dir: join(folder, 'Second 厂.fabcase') })
    expect((await local.call('stores.recent', {})).stores.map(s => s.name)).toEqual(['Second 厂', 'Plant'])
    const stranger = new Client(host)
    expect((await stranger.fault('stores.recent', {})).key).toBe('contract.localOnly')
    expect((await stranger.fault('stores.open', { dir: host.dir })).key).toBe('contract.localOnly')
    expect((await stranger.call('stores.state', {})).open?.dir).toBeNull()
  })

  test('tokens: none, wrong and ended are nobody; wrong passwords are held up', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const nobody = new Client(host)
    expect((await nobody.raw('people.users', {})).status).toBe(401)
    nobody.token = 'x'.repeat(43)
    expect((await nobody.fault('people.users', {})).key).toBe('contract.signIn')
    await admin.call('session.signOut', {})
    expect((await admin.fault('session.me', {})).key).toBe('contract.signIn')
    const guess = new Client(host)
    const keys: string[] = []
    for (let i = 0; i < 7; i++)
      keys.push((await guess.fault('session.signIn', { login: chief.login, password: `guess ${i}` })).key)
    expect(keys.slice(0, 4)).toEqual(Array(4).fill('people.badCredentials'))
    expect(keys.at(-1)).toBe('people.throttled')
    const held = await guess.raw('session.signIn', { login: chief.login, password: chief.password })
    expect(held.status).toBe(429)
  })

  test('the audit trail names the station as the transport sees it', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const { rows } = await admin.call('audit.list', { action: 'people.setup' })
    expect(rows[0]?.station).toBe('web:127.0.0.1')
  })

  test('rights hold over HTTP', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const reader = await person(host, admin, 'reader')
    expect((await reader.raw('people.users', {})).status).toBe(403)
    expect((await reader.fault('cases.add', { title: 'x' })).key).toBe('contract.forbidden')
    await reader.call('session.lock', {})
    expect((await reader.fault('cases.list', {})).key).toBe('contract.locked')
  })
})

describe('what is no call', () => {
  test.each([
    ['unknown name', 'no.such', '{"input":{}}', 'application/json', 404, 'contract.unknown'],
    ['name of a property', 'constructor', '{"input":{}}', 'application/json', 404, 'contract.unknown'],
    ['no JSON', 'stores.state', '{"input":', 'application/json', 400, 'contract.input'],
    ['empty', 'stores.state', '', 'application/json', 400, 'contract.input'],
    ['no object', 'stores.state', '"input"', 'application/json', 400, 'contract.input'],
    ['a form', 'stores.state', 'input=1', 'application/x-www-form-urlencoded', 400, 'contract.input'],
    ['plain text', 'stores.state', '{"input":{}}', 'text/plain', 400, 'contract.input'],
    [
      'a poisoned prototype',
      'stores.state',
      '{"input":{"__proto__":{"x":1}}}',
      'application/json',
      400,
      'contract.input'
    ],
    [
      'a deep nest',
      'stores.state',
      `{"input":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
      'application/json',
      400,
      'contract.input'
    ],
    [
      'too much',
      'stores.state',
      `{"input":{"a":"${'x'.repeat(5 * 1024 ** 2)}"}}`,
      'application/json',
      413,
      'contract.tooLarge'
    ]
  ])('%s', async (_what, name, body, type, status, key) => {
    const host = await newHost()
    const answer = await ask(host.port, 'POST', `/api/call/${name}`, { 'content-type': type }, body)
    expect(answer.json()).toMatchObject({ fault: { key } })
    expect(answer.status).toBe(status)
    expect(answer.body.toString('utf8')).not.toMatch(/at .*\.[jt]s|node_modules|FST_/)
  })

  test('GET and unknown paths of the API', async () => {
    const host = await newHost()
    for (const [method, path] of [
      ['GET', '/api/call/stores.state'],
      ['GET', '/api/nothing'],
      ['PUT', '/api/stage'],
      ['DELETE', '/'],
      ['TRACE', '/']
    ] as const) {
      const answer = await ask(host.port, method, path)
      expect(answer.status, `${method} ${path}`).toBe(404)
    }
  })

  test('what is not HTTP gets a plain refusal', async () => {
    const host = await newHost()
    const text = await new Promise<string>(resolve => {
      const socket = connect(host.port, '127.0.0.1', () => socket.write('hello\r\n\r\n'))
      let got = ''
      socket.on('data', (chunk: Buffer) => (got += chunk.toString()))
      socket.on('close', () => {
        resolve(got)
      })
    })
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request/)
  })
})

describe('binary answers', () => {
  test('typed arrays come back as they were, JSON around them', () => {
    const value = {
      output: {
        name: '厚度',
        values: new Float32Array([1.5, NaN, -Infinity]),
        counts: new Uint32Array([1, 2 ** 32 - 1]),
        file: Buffer.from('abc'),
        nested: [{ x: new Int32Array(0) }, null]
      }
    }
    const framed = packReply(value)
    if (framed === null) throw new Error('it holds numbers')
    expect(unpackReply(framed)).toEqual({
      output: { ...value.output, file: new Uint8Array([97, 98, 99]) }
    })
    expect(packReply({ output: [1, 'x', { a: null }] })).toBeNull()
  })

  test('a file made by a query passes HTTP byte by byte', async () => {
    const host = await newHost()
    const admin = await administrator(host)
    const raw = await admin.raw('audit.export', { format: 'json' })
    expect(raw.headers['content-type']).toBe('application/x-fabcase-frame')
    const file = await admin.call('audit.export', { format: 'json' })
    const rows = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as { action: string }[]
    expect(rows.map(row => row.action)).toContain('people.setup')
  })
})

test('an attachment is given out once per ticket, for saving only', async () => {
  const host = await newHost()
  const admin = await administrator(host)
  const bytes = await readFile(join(root, 'package.json'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const { attachments } = host.launcher.open.store
  await attachments.put([bytes])
  const ticket = host.launcher.open.tickets.issue({ sha256, name: '页面.html', bytes: bytes.length })
  const got = await ask(host.port, 'GET', `/api/download/${ticket}`)
  expect(got.status).toBe(200)
  expect(got.body.equals(bytes)).toBe(true)
  expect(got.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'"
  })
  expect(got.headers['content-disposition']).toMatch(/^attachment; /)
  expect((await ask(host.port, 'GET', `/api/download/${ticket}`)).status).toBe(404)
  expect((await ask(host.port, 'GET', '/api/download/nothing')).status).toBe(404)
  expect((await admin.fault('attachments.open', { sha256: '0'.repeat(64) })).code).toBe('NotFound')
})

test('closing releases the store for the next', async () => {
  const dir = await newStoreFolder()
  const host = await newHost({ store: dir })
  await administrator(host)
  await host.close()
  const next = await newHost({ store: dir })
  const client = new Client(next)
  await client.signIn(chief.login, chief.password)
  expect((await client.call('stores.state', {})).open).toMatchObject({ openedAfterCrash: false })
})
