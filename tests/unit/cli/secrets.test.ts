import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { Interrupted, Run } from '../../../main/cli/run'
import { Secrets } from '../../../main/cli/secrets'

function atTerminal(): { readonly secrets: Secrets; readonly keys: PassThrough } {
  const keys = new PassThrough()
  const nowhere = new PassThrough().resume()
  const world = {
    stdin: Object.assign(keys, { isTTY: true }),
    stdout: nowhere,
    stderr: nowhere,
    cwd: '/',
    worker: new URL('file:///worker.js'),
    renderer: '/',
    signal: new AbortController().signal
  }
  return { secrets: new Secrets(new Run(world, { json: false, language: 'en' }), false), keys }
}

it('a password is what was typed up to the line’s end', async () => {
  const { secrets, keys } = atTerminal()
  const password = secrets.password('Password')
  keys.write('nine slippery eelz')
  keys.write('\u007fs\r')
  expect(await password).toBe('nine slippery eels')
})

it('Ctrl+C at a password interrupts, which is no wrong use', async () => {
  const { secrets, keys } = atTerminal()
  const password = secrets.password('Password')
  keys.write('nine\u0003')
  await expect(password).rejects.toBeInstanceOf(Interrupted)
})
