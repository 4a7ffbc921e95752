import { request } from 'node:http'
import { expect, test, vi } from 'vitest'
import type { Host } from '../../main/host/http'
import type { CoreMessage } from '@contract/wire'
import { servePort } from '../../main/core/port'
import { atLength } from '../time'
import { Client, newHost } from './support'

/** A core that never answers, but tells when nobody waits any more. */
function deaf(host: Host): { readonly asked: Promise<void>; readonly calledOff: Promise<void> } {
  let asked: () => void = () => undefined
  let off: () => void = () => undefined
  vi.spyOn(host.launcher, 'call').mockImplementationOnce(
    (_caller, _name, _input, signal) =>
      new Promise((_, reject) => {
        asked()
        signal?.addEventListener('abort', () => {
          off()
          reject(new Error('called off'))
        })
      })
  )
  return {
    asked: new Promise(resolve => (asked = resolve)),
    calledOff: new Promise(resolve => (off = resolve))
  }
}

test('whoever hangs up calls his question off', async () => {
  const host = await newHost()
  const core = deaf(host)
  const call = request({
    port: host.port,
    method: 'POST',
    path: '/api/call/analysis.overview',
    headers: { ...new Client(host).headers(), 'content-type': 'application/json' }
  })
  call.on('error', () => undefined)
  call.end('{"input":{}}')
  await core.asked
  call.destroy()
  await core.calledOff
})

test('over a port a call is called off by its number, or by the port’s end', async () => {
  const host = await newHost()
  const said: CoreMessage[] = []
  let hear: (message: unknown) => void = () => undefined
  let close: () => void = () => undefined
  servePort(
    host.launcher,
    {
      post: message => said.push(message),
      onMessage: listener => (hear = listener),
      onClose: listener => (close = listener)
    },
    { local: true, station: 'test' }
  )
  const first = deaf(host)
  hear({ t: 'call', id: 1, name: 'analysis.overview', input: {}, token: null })
  await first.asked
  hear({ t: 'cancel', id: 99 })
  hear({ t: 'cancel', id: 'x' })
  hear({ t: 'cancel', id: 1 })
  await first.calledOff
  await vi.waitFor(() => {
    expect(said).toMatchObject([{ t: 'fault', id: 1 }])
  }, atLength)
  const second = deaf(host)
  hear({ t: 'call', id: 2, name: 'analysis.overview', input: {}, token: null })
  await second.asked
  close()
  await second.calledOff
})
