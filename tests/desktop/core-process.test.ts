import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FromCore, ToCore } from '../../main/core/desktop-link'
import { CoreProcess, type CoreRules } from '../../main/desktop/core-process'
import { RestartPolicy } from '../../main/desktop/restart-policy'

class Child extends EventEmitter {
  readonly sent: { message: ToCore; ports: string[] }[] = []
  killed = false
  postMessage(message: ToCore, ports: string[] = []): void {
    this.sent.push({ message, ports })
  }

  kill(): boolean {
    this.killed = true
    this.emit('exit', 9)
    return true
  }

  says(message: FromCore): void {
    this.emit('message', message)
  }
}

function core(): { core: CoreProcess<string>; children: Child[]; newest: () => Child; told: unknown[][] } {
  const children: Child[] = []
  const told: unknown[][] = []
  const tell =
    (name: string) =>
    (...args: unknown[]): void => {
      told.push([name, ...args])
    }
  let channel = 0
  const rules: CoreRules<string> = {
    fork: () => {
      const child = new Child()
      children.push(child)
      return child
    },
    channel: () => ({ port1: `core${String(++channel)}`, port2: `page${String(channel)}` }),
    log: () => undefined,
    now: () => Date.now(),
    down: tell('down'),
    gone: tell('gone'),
    recents: tell('recents'),
    notice: tell('notice'),
    jobs: tell('jobs'),
    openFailed: tell('openFailed')
  }
  const newest = (): Child => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('no child')
    return child
  }
  return { core: new CoreProcess(rules), children, newest, told }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the restart policy', () => {
  test('waits longer each time, three times', () => {
    const policy = new RestartPolicy()
    const ends = Array.from({ length: 4 }, () => policy.ended(1000))
    expect(ends).toEqual([{ restartIn: 300 }, { restartIn: 1500 }, { restartIn: 5000 }, 'give up'])
  })

  test('forgets when the process ran well, or a person starts it', () => {
    const policy = new RestartPolicy()
    for (let i = 0; i < 3; i++) policy.ended(0)
    expect(policy.ended(120_000)).toEqual({ restartIn: 300 })
    for (let i = 0; i < 4; i++) policy.ended(0)
    policy.forgive()
    expect(policy.ended(0)).toEqual({ restartIn: 300 })
  })
})

describe('the core process', () => {
  test('gets what was asked before it was ready, in order', () => {
    const { core: process, newest } = core()
    const given: string[] = []
    process.start()
    process.start()
    process.openStore('/a.fabcase')
    process.connect(1, port => given.push(port))
    expect(newest().sent).toEqual([])
    newest().says({ t: 'ready' })
    expect(
      newest()
        .sent.map(({ message }) => message.t)
        .sort()
    ).toEqual(['openStore', 'port'])
    expect(given).toEqual(['page1'])
    expect(newest().sent.find(({ message }) => message.t === 'port')?.ports).toEqual(['core1'])
  })

  test('gives every window a new port after a restart, but none to closed ones', () => {
    const { core: process, children, newest } = core()
    const given: string[] = []
    process.start()
    newest().says({ t: 'ready' })
    process.connect(1, port => given.push(`a ${port}`))
    process.connect(2, port => given.push(`b ${port}`))
    process.forget(1)
    newest().emit('exit', 1)
    vi.advanceTimersByTime(299)
    expect(children).toHaveLength(1)
    vi.advanceTimersByTime(1)
    newest().says({ t: 'ready' })
    expect(children).toHaveLength(2)
    expect(given).toEqual(['a page1', 'b page2', 'b page3'])
  })

  test('opens the store again before pages get their ports, and not after giving up', () => {
    const { core: process, newest } = core()
    const given: string[] = []
    process.start()
    process.connect(1, port => given.push(port))
    newest().says({ t: 'ready' })
    newest().says({ t: 'store', dir: '/a.fabcase' })
    newest().emit('exit', 1)
    vi.advanceTimersByTime(300)
    newest().says({ t: 'ready' })
    expect(newest().sent.map(({ message }) => message)).toEqual([{ t: 'openStore', dir: '/a.fabcase' }])
    expect(given).toEqual(['page1'])
    newest().says({ t: 'store', dir: '/a.fabcase' })
    expect(given).toEqual(['page1', 'page2'])
    for (let i = 0; i < 3; i++) {
      newest().emit('exit', 1)
      vi.advanceTimersByTime(5000)
    }
    expect(process.isGone).toBe(true)
    process.start()
    newest().says({ t: 'ready' })
    expect(newest().sent.map(({ message }) => message.t)).toEqual(['port'])
  })

  test('a store that cannot be opened again is told, and the pages go on without it', () => {
    const { core: process, newest, told } = core()
    const given: string[] = []
    process.start()
    newest().says({ t: 'ready' })
    process.connect(1, port => given.push(port))
    newest().says({ t: 'store', dir: '/a.fabcase' })
    newest().emit('exit', 1)
    vi.advanceTimersByTime(300)
    newest().says({ t: 'ready' })
    newest().says({
      t: 'openFailed',
      dir: '/a.fabcase',
      fault: { code: 'Damaged', key: 'store.damaged', details: {} }
    })
    expect(told.at(-1)?.slice(0, 2)).toEqual(['openFailed', '/a.fabcase'])
    expect(given).toEqual(['page1', 'page2'])
  })

  test('refuses what a dead core owed, and is offline once it is gone', async () => {
    const { core: process, newest, told } = core()
    process.start()
    newest().says({ t: 'ready' })
    const owed = process.stage(['/a'])
    newest().emit('exit', 139)
    await expect(owed).rejects.toMatchObject({ fault: { key: 'contract.offline' } })
    for (let i = 0; i < 3; i++) {
      vi.advanceTimersByTime(5000)
      newest().emit('exit', 139)
    }
    expect(process.isGone).toBe(true)
    expect(told.at(-1)).toEqual(['gone', '139'])
    await expect(process.backup()).rejects.toMatchObject({ fault: { key: 'contract.offline' } })
    vi.advanceTimersByTime(60_000)
    process.start()
    newest().says({ t: 'ready' })
    expect(process.isGone).toBe(false)
  })

  test('a core that never gets ready is killed and started again', () => {
    const { core: process, children, newest } = core()
    process.start()
    vi.advanceTimersByTime(60_000)
    expect(newest().killed).toBe(true)
    vi.advanceTimersByTime(300)
    expect(children).toHaveLength(2)
  })

  test('matches answers to questions and passes faults on', async () => {
    const { core: process, newest } = core()
    process.start()
    newest().says({ t: 'ready' })
    const one = process.stage(['/a'])
    const two = process.stage(['/b'])
    const three = process.backup()
    const files = [{ stageId: 's', name: 'b', bytes: 1 }]
    newest().says({ t: 'staged', id: 2, files })
    const refused = [
      { name: 'a', fault: { code: 'Invalid', key: 'attachment.unreadable', details: {} } as const }
    ]
    newest().says({ t: 'staged', id: 1, files: refused })
    newest().says({ t: 'backupFailed', id: 3, fault: { code: 'Full', key: 'store.full', details: {} } })
    newest().says({ t: 'staged', id: 99, files })
    await expect(two).resolves.toEqual(files)
    await expect(one).resolves.toEqual(refused)
    await expect(three).rejects.toMatchObject({ fault: { key: 'store.full' } })
  })

  test('closes in order, and kills what does not', async () => {
    const { core: process, children, newest } = core()
    process.start()
    newest().says({ t: 'ready' })
    const closed = process.close(10_000)
    expect(newest().sent.at(-1)?.message).toEqual({ t: 'close' })
    newest().says({ t: 'closed' })
    newest().emit('exit', 0)
    await closed
    expect(newest().killed).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(1)

    process.start()
    newest().says({ t: 'ready' })
    const late = process.close(10_000)
    vi.advanceTimersByTime(10_000)
    await late
    expect(newest().killed).toBe(true)
  })
})
