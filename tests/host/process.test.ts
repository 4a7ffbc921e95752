import { readdir } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Fault } from '@contract/errors'
import { fabcaseProgram, hostProcess } from './cli-support'
import { Client, chief, newStoreFolder, tempFolder } from './support'

test('a host prints one line when it is up, ends at a signal, and is up again', async () => {
  const dir = await newStoreFolder()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const host = await hostProcess('cli.js', ['host', dir, '--port', '0'])
    expect(host.line).toMatch(/^FabCase: http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]{43}$/)
    expect(await host.stop(signal)).toBe(0)
    expect(await readdir(dir)).not.toContain('owner.json')
  }
})

test('npm start’s host begins without a store, and its key opens one', async () => {
  const home = await tempFolder()
  const host = await hostProcess('host.js', ['--port', '0'], {
    XDG_CONFIG_HOME: home,
    APPDATA: home,
    HOME: home
  })
  const [, url = '', key = ''] = /^FabCase: (http:\S+\/)#key=([\w-]+)$/.exec(host.line) ?? []
  const client = new Client({ port: Number(new URL(url).port) }, key)
  expect((await client.call('stores.state', {})).open).toBeNull()
  const folder = await tempFolder()
  const made = await client.call('stores.create', { folder, name: 'Plant' })
  expect(made.open?.needsSetup).toBe(true)
  client.token = (await client.call('people.setup', chief)).token
  await client.call('cases.add', { title: 'Example: solder voids' })
  // The command line joins it.
  const list = await fabcaseProgram(['case', 'list', join(folder, 'Plant.fabcase'), '--json'])
  expect(list.json()).toMatchObject({ total: 1 })
  expect(await host.stop()).toBe(0)
  expect(await readdir(join(folder, 'Plant.fabcase'))).not.toContain('owner.json')
})

test('who finds a store served is told where, in the page and on the command line', async () => {
  const dir = await newStoreFolder()
  const first = await hostProcess('cli.js', ['host', dir, '--port', '0', '--json'])
  const { url } = JSON.parse(first.line) as { url: string }
  const second = await fabcaseProgram(['host', dir, '--json'])
  const { fault, do: todo } = JSON.parse(second.err) as { fault: Fault; do: string }
  expect(fault).toMatchObject({
    key: 'store.locked',
    details: { address: url, host: hostname(), name: expect.stringContaining(userInfo().username) as string }
  })
  expect(todo).toContain(url)
  expect(JSON.stringify(fault)).not.toContain('door')
  const launcher = await hostProcess('host.js', ['--port', '0'], { HOME: await tempFolder() })
  const [, own = '', key = ''] = /^FabCase: (http:\S+\/)#key=([\w-]+)$/.exec(launcher.line) ?? []
  const client = new Client({ port: Number(new URL(own).port) }, key)
  expect(await client.fault('stores.open', { dir })).toMatchObject({
    key: 'store.locked',
    details: { address: url }
  })
  await first.stop()
  // What is opened later is served under the same address as what was open first.
  await client.call('stores.open', { dir })
  const third = await fabcaseProgram(['host', dir, '--json'])
  expect((JSON.parse(third.err) as { fault: Fault }).fault.details['address']).toBe(own)
})

test('a port that is taken, wrong use and a store that is none end plainly', async () => {
  const dir = await newStoreFolder()
  const first = await hostProcess('cli.js', ['host', dir, '--port', '0'])
  const port = /:(\d+)\//.exec(first.line)?.[1] ?? ''
  await expect(hostProcess('host.js', ['--port', port])).rejects.toThrow('EADDRINUSE')
  await expect(hostProcess('host.js', ['--nonsense'])).rejects.toThrow('ended with 2')
  const other = await fabcaseProgram(['host', await tempFolder()])
  expect(other.code).toBe(1)
  expect(other.out).toBe('')
})
