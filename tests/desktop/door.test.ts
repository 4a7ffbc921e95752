import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { bridgeError, doors, faultOfBridge, type DoorAnswer } from '@contract/desktop'
import { FabError } from '@contract/errors'

type Listener = (event: unknown, ...args: unknown[]) => Promise<DoorAnswer>
const handlers = vi.hoisted(() => new Map<string, unknown>())
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: unknown) => handlers.set(channel, listener) }
}))
const { makeDoors, sizeOf } = await import('../../main/desktop/door')
const { ownUrls } = await import('../../main/desktop/origin')

const frame = { url: 'app://fabcase/index.html', origin: 'app://fabcase', parent: null }
const sender = { sender: { id: 1 }, senderFrame: frame }
let log: string[] = []

function open<T extends z.ZodType<readonly unknown[]>>(
  schema: T,
  act: (args: z.output<T>) => unknown,
  limit?: number
): Listener {
  makeDoors({ trusted: id => id === 1, own: ownUrls(null), log: line => log.push(line) })(
    doors.notify,
    schema,
    act,
    limit
  )
  return handlers.get(doors.notify) as Listener
}

beforeEach(() => {
  log = []
})

describe('a door', () => {
  test('gives an own top frame its answer', async () => {
    const door = open(z.tuple([z.number()]), ([n]) => n + 1)
    expect(await door(sender, 1)).toEqual({ ok: true, value: 2 })
  })

  test.each([
    ['a frame that is gone', { ...sender, senderFrame: null }],
    ['a frame inside another', { ...sender, senderFrame: { ...frame, parent: frame } }],
    ['a foreign address', { ...sender, senderFrame: { ...frame, url: 'https://elsewhere.example/' } }],
    ['a foreign origin', { ...sender, senderFrame: { ...frame, origin: 'https://elsewhere.example' } }],
    ['an opaque origin', { ...sender, senderFrame: { ...frame, origin: 'null' } }],
    ['a look-alike', { ...sender, senderFrame: { ...frame, url: 'app://fabcase.elsewhere.example/' } }],
    ['unknown contents', { ...sender, sender: { id: 2 } }]
  ])('does not hear %s', async (_what, event) => {
    const act = vi.fn()
    const answer = await open(z.tuple([]), act)(event)
    expect(answer).toMatchObject({ ok: false, fault: { key: 'contract.forbidden' } })
    expect(act).not.toHaveBeenCalled()
    expect(log[0]).toContain('refused')
  })

  test('refuses what is too large, before it is looked at', async () => {
    const act = vi.fn()
    const door = open(z.tuple([z.string()]), act, 100)
    expect(await door(sender, 'x'.repeat(51))).toMatchObject({ fault: { key: 'contract.tooLarge' } })
    expect(await door(sender, 'x'.repeat(10))).toMatchObject({ ok: true })
    expect(act).toHaveBeenCalledOnce()
  })

  test('answers an unforeseen error with a reference, which the log explains', async () => {
    const door = open(z.tuple([]), () => {
      throw new Error('secret /home/of/somebody')
    })
    const answer = await door(sender)
    expect(JSON.stringify(answer)).not.toContain('secret')
    const reference = answer.ok ? '' : JSON.stringify(answer.fault.details['reference']).slice(1, -1)
    expect(reference).toMatch(/^[0-9a-f]{8}$/)
    expect(log.join('\n')).toContain(`(${reference}): Error: secret`)
  })

  test('passes a fault on as it is, also through an error message', async () => {
    const door = open(z.tuple([]), () => {
      throw new FabError('store.full')
    })
    const answer = await door(sender)
    if (answer.ok) throw new Error('it answered')
    expect(answer.fault).toEqual({ code: 'Full', key: 'store.full', details: {} })
    const error = new Error(`Uncaught ${bridgeError(answer.fault).message}`)
    expect(faultOfBridge(error)).toEqual(answer.fault)
    expect(faultOfBridge(new Error('fabcase:{"key":"nothing.known"}'))).toBe(null)
    expect(faultOfBridge(new Error('fabcase:{'))).toBe(null)
    expect(faultOfBridge('text')).toBe(null)
  })

  test('whatever comes, it answers with data and never throws', async () => {
    const schemas = [
      z.tuple([z.array(z.string().max(20)).max(3)]),
      z.tuple([z.enum(['newStore', 'backup'])]),
      z.tuple([z.string().max(10), z.string().nullable()])
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withBigInt: true, withTypedArray: true, withDate: true }),
        fc.anything(),
        fc.nat(2),
        async (one, two, which) => {
          const schema = schemas[which] ?? z.tuple([])
          const answer = await open(schema as z.ZodType<readonly unknown[]>, () => 'done')(sender, one, two)
          expect(answer.ok || ['contract.input', 'contract.tooLarge'].includes(answer.fault.key)).toBe(true)
          expect(JSON.stringify(answer)).not.toMatch(/ at .*:\d+:\d+/)
        }
      ),
      { numRuns: 500 }
    )
  })

  test('sizes are counted, nesting without end and strange kinds are refused', () => {
    expect(sizeOf('abc')).toBe(6)
    expect(sizeOf(new Uint8Array(10))).toBe(10)
    expect(sizeOf([1, null, undefined, true])).toBeGreaterThan(30)
    const circle: unknown[] = []
    circle.push(circle)
    expect(sizeOf(circle)).toBe(Infinity)
    expect(sizeOf(1n)).toBe(Infinity)
    expect(sizeOf(() => 1)).toBe(Infinity)
    expect(sizeOf(new ArrayBuffer(1 << 20))).toBe(Infinity)
  })
})
