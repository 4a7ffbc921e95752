import { FabError, type FaultKey } from '@contract/errors'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StagedFile } from '../../../preload/bridge'
import type { HandOver } from '../../../renderer/app/handover/batch'
import { HandOvers, type World } from '../../../renderer/app/handover/handovers'
import { type Sight, walkAll } from '../../../renderer/app/handover/walk'

interface Fake extends World {
  /** What the next staging of a file of that name meets; files beyond the list go well. */
  readonly trouble: Map<string, FaultKey[]>
  readonly orders: { readonly names: readonly string[]; readonly caseId: string | null }[]
  readonly orderTrouble: FaultKey[]
  isOnline: boolean
  /** Name of a file whose staging hangs until it is aborted. */
  hangs: string | null
}

function fake(): Fake {
  const world: Fake = {
    trouble: new Map(),
    orders: [],
    orderTrouble: [],
    isOnline: true,
    hangs: null,
    stage: (file, onSent, signal): Promise<StagedFile> => {
      const key = world.trouble.get(file.name)?.shift()
      if (key !== undefined) return Promise.reject(new FabError(key))
      onSent(file.size)
      if (file.name !== world.hangs)
        return Promise.resolve({ stageId: file.name, name: file.name, bytes: file.size })
      return new Promise((_, refuse) => {
        signal.addEventListener('abort', () => {
          refuse(new FabError('contract.cancelled'))
        })
      })
    },
    order: (names, caseId) => {
      const key = world.orderTrouble.shift()
      if (key !== undefined) return Promise.reject(new FabError(key))
      world.orders.push({ names, caseId })
      return Promise.resolve()
    },
    online: () => world.isOnline,
    now: () => performance.now(),
    later: (ms, act) => {
      setTimeout(act, ms)
    }
  }
  return world
}

const file = (name: string, bytes = 10): Sight => ({ path: name, file: new File(['x'.repeat(bytes)], name) })
const many = (count: number): Sight[] => Array.from({ length: count }, (_, i) => file(`${i + 1}.stdf`))

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** Let everything that can go on do so for a while. */
const pass = (ms = 60): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

async function one(overs: HandOvers): Promise<HandOver> {
  await pass()
  const [first, ...rest] = overs.list()
  if (first === undefined || rest.length > 0) throw new Error(`${rest.length} more hand-overs`)
  return first
}

const taken = (world: Fake): readonly string[] => world.orders.flatMap(order => order.names)

describe('a hand-over of many files', () => {
  it('is on its way until the core has taken what was sent', async () => {
    let answer = (): void => undefined
    const order = (): Promise<void> =>
      new Promise(done => {
        answer = done
      })
    const overs = new HandOvers({ ...fake(), order })
    overs.enter('ada')
    const seen: string[] = []
    overs.subscribe(() => seen.push(...overs.list().map(({ state, taken: n }) => `${state} ${n}`)))
    await overs.give('case', many(1))
    // The screen is drawn anew while the core is still being asked.
    await pass(2000)
    answer()
    await pass(2000)
    expect(seen).toContain('running 0')
    expect(seen).not.toContain('ended 0')
    expect(seen.at(-1)).toBe('ended 1')
  })

  it('takes all that can be read and names the rest with the reason', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.trouble.set('3.stdf', ['attachment.unreadable'])
    world.trouble.set('40.stdf', ['attachment.tooLarge'])
    expect(await overs.give('case', many(40))).toBe(40)
    const end = await one(overs)
    expect(end).toMatchObject({ state: 'ended', count: 40, taken: 38, bytesDone: 400, bytesTotal: 400 })
    expect(end.refused.map(line => [line.path, line.fault.key])).toEqual([
      ['3.stdf', 'attachment.unreadable'],
      ['40.stdf', 'attachment.tooLarge']
    ])
    expect(taken(world)).toHaveLength(38)
    expect(new Set(world.orders.map(order => order.caseId))).toEqual(new Set(['case']))

    overs.retry(end.id, end.refused[0]?.key)
    expect(await one(overs)).toMatchObject({ state: 'ended', taken: 39, refused: [{ path: '40.stdf' }] })
    overs.dismiss(end.id)
    await pass()
    expect(overs.list()).toEqual([])
  })

  it('waits for a connection and for the password instead of refusing, and takes each file once', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.isOnline = false
    world.trouble.set('2.stdf', ['contract.offline', 'contract.locked', 'contract.offline'])
    void overs.give(null, many(4))
    expect(await one(overs)).toMatchObject({ state: 'running', hold: { key: 'contract.offline' } })
    await pass(60_000)
    expect(await one(overs)).toMatchObject({ hold: { key: 'contract.offline' } })
    world.isOnline = true
    overs.reached()
    expect(await one(overs)).toMatchObject({ hold: { key: 'contract.locked' } })
    await pass(600_000)
    expect(await one(overs)).toMatchObject({ hold: { key: 'contract.locked' } })
    overs.enter('ada')
    // Only this one upload broke off: it is tried again by itself.
    await pass(5000)
    expect(await one(overs)).toMatchObject({ state: 'ended', taken: 4, refused: [], hold: null })
    expect(taken(world).toSorted()).toEqual(['1.stdf', '2.stdf', '3.stdf', '4.stdf'])
  })

  it('gives up on a file whose upload breaks off again and again', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.trouble.set('1.stdf', Array<FaultKey>(20).fill('contract.offline'))
    void overs.give(null, many(2))
    await pass(120_000)
    expect(await one(overs)).toMatchObject({ state: 'ended', taken: 1, refused: [{ path: '1.stdf' }] })
  })

  it('looks anew for a file that was still being written', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.trouble.set('1.stdf', ['attachment.unreadable'])
    const fault = new FabError('attachment.unreadable').fault
    const fresh = (name: string) => () => Promise.resolve(new File(['x'.repeat(25)], name))
    const gone = () => Promise.reject(new Error('gone'))
    const old = new File(['x'], '1.stdf')
    void overs.give(null, [
      { path: 'lot/1.stdf', file: old, fresh: fresh('1.stdf') },
      { path: 'lot/2.stdf', fault, fresh: gone },
      { path: 'lot/3.stdf', fault, fresh: fresh('3.stdf') }
    ])
    const first = await one(overs)
    expect(first).toMatchObject({ taken: 0, refused: [{ again: true }, { again: true }, { again: true }] })
    overs.retry(first.id)
    expect(await one(overs)).toMatchObject({ taken: 2, bytesDone: 50, bytesTotal: 50 })
    expect((await one(overs)).refused.map(line => line.path)).toEqual(['lot/2.stdf'])
  })

  it('stages anew what the core has forgotten', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.orderTrouble.push('attachment.staleStage')
    void overs.give(null, many(3))
    expect(await one(overs)).toMatchObject({ state: 'ended', taken: 3, refused: [], bytesDone: 30 })
  })

  it('keeps what arrived when it is cancelled', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.hangs = '3.stdf'
    void overs.give(null, many(1))
    await one(overs)
    void overs.give(null, many(5).slice(1))
    await pass()
    overs.cancel(overs.list().at(-1)?.id ?? 0)
    await pass()
    expect(overs.list().map(over => over.state)).toEqual(['ended', 'cancelled'])
    expect(taken(world)).toEqual(['1.stdf'])
  })

  it('rests while somebody else is signed in, and never goes on in their name', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    world.hangs = '2.stdf'
    void overs.give(null, many(3))
    await pass()
    overs.leave()
    world.hangs = null
    overs.enter('bob')
    await pass(60_000)
    expect(overs.list()).toEqual([])
    expect(taken(world)).not.toContain('2.stdf')
    overs.leave()
    overs.enter('ada')
    expect(await one(overs)).toMatchObject({ state: 'ended', taken: 3 })
  })

  it('lets the lock of a screen wait for what can go on, not for what cannot', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    await overs.settled()
    world.hangs = '2.stdf'
    void overs.give(null, many(2))
    let settled = 0
    const wait = (): void => void overs.settled().then(() => settled++)
    wait()
    await pass(60_000)
    expect(settled).toBe(0)
    overs.cancel(overs.list()[0]?.id ?? 0)
    await pass()
    expect(settled).toBe(1)
    world.trouble.set('3.stdf', ['contract.locked'])
    void overs.give(null, [file('3.stdf')])
    wait()
    await pass()
    expect(settled).toBe(2)
  })

  it('takes over what the desktop staged already, and what it could not', async () => {
    const world = fake()
    const overs = new HandOvers(world)
    overs.enter('ada')
    const fault = new FabError('attachment.unreadable').fault
    void overs.give(null, [
      { path: 'a.stdf', staged: { stageId: 'a', name: 'a.stdf', bytes: 5 } },
      { path: 'b.stdf', fault }
    ])
    expect(await one(overs)).toMatchObject({
      state: 'ended',
      taken: 1,
      bytesDone: 5,
      refused: [{ path: 'b.stdf', again: false }]
    })
  })
})

describe('a dropped folder', () => {
  type Tree = { readonly [name: string]: string | null | Tree }

  /** A folder as a browser gives it: read in parts; null cannot be read. */
  function entry(name: string, content: string | null | Tree): FileSystemEntry {
    const isFile = typeof content === 'string' || content === null
    const parts = isFile ? [] : Object.entries(content).map(([child, inside]) => entry(child, inside))
    const it = {
      name,
      isFile,
      isDirectory: !isFile,
      file: (done: (file: File) => void, failed: (error: Error) => void) => {
        if (typeof content === 'string') done(new File([content], name))
        else failed(new Error('gone'))
      },
      createReader: () => ({
        readEntries: (done: (some: FileSystemEntry[]) => void, failed: (error: Error) => void) => {
          if (name === 'closed') failed(new Error('no'))
          else done(parts.splice(0, 2))
        }
      })
    }
    return it as unknown as FileSystemEntry
  }

  const walked = async (tree: Tree, most?: number): Promise<string[]> => {
    const seen: string[] = []
    const plain = { path: 'plain.stdf', file: new File(['x'], 'plain.stdf') }
    for await (const sight of walkAll([plain, entry('lot', tree)], most))
      seen.push(
        sight === 'litter' ? sight : 'file' in sight ? sight.path : `${sight.path}: ${sight.fault.key}`
      )
    return seen
  }

  it('is walked to its end, with what cannot be read and what nobody wants', async () => {
    expect(
      await walked({
        b: { '3.stdf': 'x', 'Thumbs.db': 'x' },
        '1.stdf': 'x',
        '2.stdf': null,
        closed: {},
        e: {}
      })
    ).toEqual([
      'plain.stdf',
      'lot/1.stdf',
      'lot/2.stdf: attachment.unreadable',
      'lot/b/3.stdf',
      'litter',
      'lot/closed: file.folder'
    ])
  })

  it('is refused beyond a bound, saying so', async () => {
    expect(await walked({ a: 'x', b: 'x', c: 'x' }, 3)).toEqual([
      'plain.stdf',
      'lot/a',
      'lot/b',
      'lot: file.tooMany'
    ])
  })
})
