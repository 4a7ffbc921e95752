import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect } from 'vitest'
import type { Fault } from '@contract/errors'
import type { Input, Output, ProcedureName } from '@contract/index'
import type { BuiltInRole } from '@contract/permissions'
import { unpackReply } from '@contract/wire'
import { openCore } from '../../main/core/core'
import { startHost, type Host, type HostOptions } from '../../main/host/http'
import { configurePasswords } from '../../main/people'

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** A built file; fails the test plainly where the build was not made. */
export function built(...names: string[]): string {
  const path = join(root, 'out', ...names)
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\` first (npm test does)`)
  return path
}

/** The worker that jobs run in. */
export const workerUrl = (): URL => pathToFileURL(built('main', 'worker.js'))

// A hundred sign-ins at the shipped cost take a minute.
configurePasswords({ N: 2 ** 10 })

const cleaning: (() => Promise<unknown>)[] = []

/** Run after the test, last in first out. */
export function afterThis(work: () => Promise<unknown>): void {
  cleaning.push(work)
}

afterEach(async () => {
  for (const work of cleaning.splice(0).toReversed()) await work()
})

/** A new folder, removed after the test. */
export async function tempFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'fabcase-host-'))
  afterThis(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }))
  return dir
}

/** An example administrator. */
export const chief = { login: 'chief.example', name: 'Chief Example', password: 'nine slippery eels' }

/** A closed store in a folder of its own, without users. */
export async function newStoreFolder(): Promise<string> {
  const dir = join(await tempFolder(), 'plant.fabcase')
  const core = await openCore({ dir, create: 'Plant', worker: workerUrl(), program: 'test' })
  await core.close()
  return dir
}

/** Answer of a request made without a browser. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly json: () => unknown
}

/** One HTTP request with exactly these headers (`fetch` refuses to set Host). */
export function ask(
  port: number,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string | Uint8Array
): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', fail)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: bytes,
            json: () => JSON.parse(bytes.toString('utf8')) as unknown
          })
        })
      }
    )
    request.on('error', fail)
    request.end(body)
  })
}

/** A client of a host: what the renderer does in a browser. */
export class Client {
  token: string | null = null

  constructor(
    readonly host: Pick<Host, 'port'>,
    readonly key: string | null = null
  ) {}

  headers(): Record<string, string> {
    return {
      ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      ...(this.key === null ? {} : { 'x-fabcase-key': this.key })
    }
  }

  /** Any name and input. */
  raw(name: string, input: unknown): Promise<Answer> {
    const headers = { ...this.headers(), 'content-type': 'application/json' }
    return ask(this.host.port, 'POST', `/api/call/${name}`, headers, JSON.stringify({ input }))
  }

  async call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await this.raw(name, input)
    expect(answer.status, answer.body.toString('utf8').slice(0, 500)).toBe(200)
    const type = answer.headers['content-type'] ?? ''
    const value = type.startsWith('application/json')
      ? answer.json()
      : unpackReply(new Uint8Array(answer.body))
    return (value as { output: Output<N> }).output
  }

  /** The fault that a call ends in. */
  async fault(name: string, input: unknown): Promise<Fault> {
    const answer = await this.raw(name, input)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    return (answer.json() as { fault: Fault }).fault
  }

  async signIn(login: string, password: string): Promise<void> {
    this.token = (await this.call('session.signIn', { login, password })).token
  }

  upload(name: string, bytes: Uint8Array): Promise<Answer> {
    const headers = { ...this.headers(), 'content-type': 'application/octet-stream' }
    return ask(this.host.port, 'POST', `/api/stage?name=${encodeURIComponent(name)}`, headers, bytes)
  }
}

/** A running host over a new store, closed after the test. */
export async function newHost(options: Partial<HostOptions> = {}): Promise<Host & { readonly dir: string }> {
  const dir = options.store ?? (await newStoreFolder())
  const host = await startHost({
    listen: { kind: 'loopback', port: 0 },
    worker: workerUrl(),
    renderer: join(root, 'out', 'renderer'),
    mayOpen: false,
    settingsDir: null,
    ...options,
    store: dir
  })
  afterThis(() => host.close())
  return { ...host, dir }
}

/** The first administrator of a host's store, signed in. */
export async function administrator(host: Host): Promise<Client> {
  const client = new Client(host, host.key())
  client.token = (await client.call('people.setup', chief)).token
  return client
}

/** A signed-in person of that role, who has chosen a password. */
export async function person(host: Host, chiefClient: Client, role: BuiltInRole): Promise<Client> {
  const login = `${role}.example`
  const first = 'seven quiet boats'
  const own = 'eleven paper cranes'
  await chiefClient.call('people.addUser', {
    login,
    password: first,
    name: `${role} Example`,
    email: '',
    roleId: `role_${role}`,
    departmentId: null
  })
  const client = new Client(host)
  await client.signIn(login, first)
  await client.call('session.changePassword', { current: first, next: own })
  return client
}
