import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FabError, isFault, type Fault } from '@contract/errors'
import { contract, isProcedureName, type ProcedureName } from '@contract/index'
import { faultOf } from '../../main/core/faults'
import { Launcher } from '../../main/core/launcher'
import { setLogSink } from '../../main/core/log'
import type { Actor } from '../../main/store/context'
import { type Peopled, peopledStore } from './peopled'
import { anything, inputsOf } from './shaped'
import { Client, ask, newHost, root, workerUrl } from './support'

const names = Object.keys(contract).filter(isProcedureName)

/** Set it to dig deeper: so many times the usual number of tries. */
const deeper = Number(process.env['FABCASE_FUZZ'] ?? 1)

/** Work behind these takes its time; they are tried less often. */
const heavy =
  /^(?:backup\.|store\.|audit\.verify|cases\.export|people\.|session\.|stores\.create|instruments\.import)/

const logged: string[] = []
let store: Peopled

beforeAll(async () => {
  setLogSink(line => logged.push(line))
  store = await peopledStore()
})

afterAll(async () => {
  await store.launcher.close()
  await rm(store.folder, { recursive: true, force: true, maxRetries: 3 })
})

const talksOfCode = /\bat \S+ \(|\.[cm]?[jt]s:\d+|node_modules|SQLITE_|better-sqlite3|ZodError|TypeError/

/** What a transport would send instead of an answer; fails for anything that is not a fault of the closed list. */
function judge(error: unknown, name: string, input: unknown, places: boolean): Fault {
  const before = logged.length
  const fault = faultOf(error, name)
  const shown = () =>
    `${name} of ${fc.stringify(input)}: ${JSON.stringify(fault)} ${logged.slice(before).join('\n')}`
  expect(isFault(fault), shown()).toBe(true)
  expect(fault.key, shown()).not.toBe('contract.internal')
  const said = JSON.stringify(fault)
  expect(said, shown()).not.toMatch(talksOfCode)
  if (!places) expect(said, shown()).not.toContain(store.folder)
  expect(said, shown()).not.toContain(root)
  return fault
}

async function attempt(actor: Actor, name: ProcedureName, input: unknown): Promise<void> {
  // A path may be in what an administrator is told of a place that was named in the call.
  const places = actor === store.actors.administrator
  try {
    const caller = { token: null, station: 'test', local: false }
    const answer = name.startsWith('stores.')
      ? await store.launcher.call(caller, name, input)
      : await store.launcher.open.callAs(actor, name, input)
    if (!places) expect(JSON.stringify(answer) ?? '').not.toContain(store.folder)
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionError') throw error
    judge(error, name, input, places)
  }
}

describe.each(['nobody', 'reader', 'administrator'] as const)('arbitrary input as %s', who => {
  // Whoever is signed out or shut out by a call before is not the one that this is about.
  test.each(names)('%s', async name => {
    const runs = deeper * (heavy.test(name) ? 8 : 25)
    const property = fc.asyncProperty(
      fc.oneof(anything, inputsOf(contract[name].input, store.hintsFor(name))),
      async input => {
        await attempt(store.actors[who], name, input)
      }
    )
    await fc.assert(property, {
      numRuns: runs,
      interruptAfterTimeLimit: 20_000,
      markInterruptAsFailure: false
    })
  })
})

test('whoever started the process may type anything into the stores’ procedures', async () => {
  const own = new Launcher({
    worker: workerUrl(),
    program: 'test',
    settingsDir: join(store.folder, 'settings2'),
    defaultFolder: store.folder,
    mayOpen: true
  })
  const caller = { token: null, station: 'test', local: true }
  for (const name of names.filter(one => one.startsWith('stores.')))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anything, inputsOf(contract[name].input, store.hintsFor(name))),
        async input => {
          try {
            await own.call(caller, name, input)
          } catch (error) {
            judge(error, name, input, true)
          }
        }
      ),
      { numRuns: 25, interruptAfterTimeLimit: 20_000 }
    )
  await own.close()
})

test('arbitrary names are unknown, and say no more than that', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '__proto__',
          'toString',
          'constructor',
          'cases',
          'cases.',
          'stores.',
          'hasOwnProperty'
        )
      ),
      anything,
      async (name, input) => {
        fc.pre(!isProcedureName(name))
        for (const actor of Object.values(store.actors)) {
          const error: unknown = await store.launcher.open.callAs(actor, name, input).catch((e: unknown) => e)
          expect(error).toBeInstanceOf(FabError)
          expect(judge(error, name, input, false).key).toBe('contract.unknown')
        }
        const error: unknown = await store.launcher
          .call({ token: name, station: '', local: false }, name, input)
          .catch((e: unknown) => e)
        expect(judge(error, name, input, false).key).toBe('contract.unknown')
      }
    )
  )
})

test('the jobs that all this began end in faults of the list, and the store is in order', async () => {
  const { open } = store.launcher
  const pending = () => open.store.read.all("SELECT id FROM job WHERE state IN ('queued', 'running')").length
  await expect.poll(pending, { timeout: 150_000, interval: 200 }).toBe(0)
  const failed = open.store.read.all(
    'SELECT kind, faultKey, faultDetails FROM job WHERE faultKey IS NOT NULL'
  )
  for (const job of failed) {
    expect(isFault({ key: job['faultKey'] }), JSON.stringify(job)).toBe(true)
    expect(job['faultKey'], `${JSON.stringify(job)} ${logged.slice(-5).join('\n')}`).not.toBe(
      'contract.internal'
    )
  }
  expect(await open.store.audit.verify()).toMatchObject({ ok: true })
  expect(open.store.read.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
})

test('arbitrary bytes over HTTP are answered with a fault, or with what was asked', async () => {
  const host = await newHost()
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
    fc.json().map(text => Buffer.from(text)),
    fc.json().map(text => Buffer.from(`{"input":${text}}`))
  )
  const type = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'application/octet-stream',
    'text/plain',
    'x'
  )
  const path = fc.oneof(
    fc.constantFrom(...names).map(name => `/api/call/${name}`),
    fc.string({ unit: 'grapheme-ascii' }).map(text => `/api/call/${encodeURIComponent(text)}`),
    fc.constantFrom('/api/stage?name=a', '/api/ticket', '/api/', '/api/download/x')
  )
  const headers = new Client(host, 'no key').headers()
  await fc.assert(
    fc.asyncProperty(path, type, body, async (where, contentType, bytes) => {
      const answer = await ask(host.port, 'POST', where, { ...headers, 'content-type': contentType }, bytes)
      const value = answer.json()
      expect(answer.body.toString('utf8')).not.toMatch(talksOfCode)
      if (answer.status === 200) expect(value).toHaveProperty('output')
      else {
        expect(isFault((value as { fault: Fault }).fault), `${where} ${contentType}`).toBe(true)
        expect((value as { fault: Fault }).fault.key).not.toBe('contract.internal')
      }
    }),
    { numRuns: 300, interruptAfterTimeLimit: 30_000 }
  )
  expect((await new Client(host).raw('stores.state', {})).status).toBe(200)
})
