import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import { FabError, type Fault } from '@contract/errors'

/** To a staying thread: one question at a time, or word that nobody waits for its answer any more. */
export type ToThread =
  { readonly t: 'ask'; readonly id: number; readonly question: unknown } | { readonly t: 'cancel' }

/** From the thread. `broken`: the question failed in a way that no text explains. */
export type FromThread =
  | { readonly t: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly t: 'fault'; readonly id: number; readonly fault: Fault }
  | { readonly t: 'broken'; readonly id: number; readonly message: string; readonly stack: string }

/** Called every now and then by long loops. @throws FabError contract.cancelled once nobody waits */
export type Check = () => void

/**
 * Answers questions that come over a port, one after the other, until it is closed. Arrays of an answer are handed
 * over, not copied: they must have been made for it.
 */
export async function serveQuestions(
  port: MessagePort,
  answer: (question: unknown, check: Check) => unknown
): Promise<void> {
  const check = () => {
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port))
      if ((got.message as ToThread).t === 'cancel') throw new FabError('contract.cancelled')
  }
  await new Promise<void>(resolve => {
    port.on('close', resolve)
    port.on('message', (message: ToThread) => {
      // A cancel that comes too late belongs to a question that is answered already.
      if (message.t === 'ask') reply(port, message, check, answer)
    })
  })
}

function reply(
  port: MessagePort,
  { id, question }: Extract<ToThread, { t: 'ask' }>,
  check: Check,
  answer: (question: unknown, check: Check) => unknown
): void {
  const post = (message: FromThread, transfer: ArrayBuffer[] = []) => {
    port.postMessage(message, transfer)
  }
  try {
    const value = answer(question, check)
    post({ t: 'answer', id, value }, buffersOf(value))
  } catch (error) {
    if (error instanceof FabError) post({ t: 'fault', id, fault: error.fault })
    else if (error instanceof Error)
      post({ t: 'broken', id, message: error.message, stack: error.stack ?? '' })
    else post({ t: 'broken', id, message: String(error), stack: '' })
  }
}

/** Every buffer in an answer, each once. Lists of plain values are not walked. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) {
    if (typeof value[0] === 'object') for (const item of value) buffersOf(item, found)
  } else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) buffersOf(item, found)
  return [...found]
}
