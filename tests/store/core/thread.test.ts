import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FabError } from '@contract/errors'
import { StayingThread } from '../../../main/core/thread'

// A thread that answers with what it was asked, says which it is, waits for a file where told, and can die.
const source = `import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
export default async ({ name, task }) => {
  const { port, greeting } = task
  await new Promise(resolve => {
    port.on('close', resolve)
    port.on('message', async message => {
      if (message.t !== 'ask') return
      const { id, question } = message
      if (question === 'die') process.exit(7)
      if (question?.until !== undefined) while (!existsSync(question.until)) await setTimeout(5)
      if (question === 'fault')
        port.postMessage({ t: 'fault', id, fault: { code: 'NotFound', key: 'record.notFound', details: { entity: 'x', id: 'y' } } })
      else if (question === 'broken') port.postMessage({ t: 'broken', id, message: 'no', stack: 'at x' })
      else port.postMessage({ t: 'answer', id, value: { question, name, greeting, threadId } })
    })
  })
  return { ok: true, value: null }
}
`

let folder: string
let worker: URL
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabcase-thread-'))
  const path = join(folder, 'worker.mjs')
  await writeFile(path, source)
  worker = pathToFileURL(path)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** A question that is not answered before the gate opens. */
function gate(name: string): { readonly question: unknown; open(): Promise<void> } {
  const until = join(folder, name)
  return { question: { until }, open: () => writeFile(until, '') }
}

test('one thread answers, with its setup, and faults come back as faults', async () => {
  const thread = new StayingThread(worker, 'echo', { greeting: 'hello' })
  const first = await thread.ask('a', { client: 'me' })
  expect(first).toMatchObject({ question: 'a', name: 'echo', greeting: 'hello' })
  expect(await thread.ask('b', { client: 'me' })).toMatchObject({
    threadId: (first as { threadId: number }).threadId
  })
  await expect(thread.ask('fault', { client: 'me' })).rejects.toThrow(FabError)
  await expect(thread.ask('broken', { client: 'me' })).rejects.toThrow('no\nat x')
  await thread.close()
  await expect(thread.ask('late', { client: 'me' })).rejects.toThrow('contract.closing')
})

test('the newest question of a client goes first, and clients take turns', async () => {
  const thread = new StayingThread(worker, 'echo', {})
  const first = gate('turns')
  const order: string[] = []
  const ask = async (client: string, question: unknown) => {
    await thread.ask(question, { client })
    order.push(typeof question === 'string' ? question : 'first')
  }
  const all = [ask('a', first.question), ask('a', 'a1'), ask('a', 'a2'), ask('b', 'b1'), ask('b', 'b2')]
  await first.open()
  await Promise.all(all)
  expect(order).toEqual(['first', 'b2', 'a2', 'b1', 'a1'])
  await thread.close()
})

test('a question is called off, waiting or asked already', async () => {
  const thread = new StayingThread(worker, 'echo', {})
  const running = gate('called-off')
  const [one, two] = [new AbortController(), new AbortController()]
  const asked = [
    thread.ask(running.question, { client: 'a', signal: one.signal }),
    thread.ask('waiting', { client: 'a', signal: two.signal })
  ]
  two.abort()
  one.abort()
  for (const question of asked) await expect(question).rejects.toThrow('contract.cancelled')
  const after = thread.ask('after', { client: 'a' })
  await running.open()
  expect(await after).toMatchObject({ question: 'after' })
  await expect(thread.ask('x', { client: 'a', signal: one.signal })).rejects.toThrow('contract.cancelled')
  await thread.close()
})

test('a thread that dies takes its question with it; the next one starts another', async () => {
  const thread = new StayingThread(worker, 'echo', {})
  await expect(thread.ask('die', { client: 'a' })).rejects.toThrow()
  expect(await thread.ask('again', { client: 'a' })).toMatchObject({ question: 'again' })
  await thread.close()
})

test('closing ends what is asked', async () => {
  const thread = new StayingThread(worker, 'echo', {})
  const never = gate('closing')
  const asked = [thread.ask(never.question, { client: 'a' }), thread.ask('b', { client: 'a' })]
  const refused = asked.map(question => expect(question).rejects.toThrow('contract.closing'))
  await thread.close()
  await Promise.all(refused)
})
