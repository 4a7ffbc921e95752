import { describe, expect, test, vi } from 'vitest'
import { Ending, type EndingRules } from '../../main/desktop/ending'
import { atLength } from '../time'

function ending(changes: Partial<EndingRules> = {}): { ending: Ending; rules: EndingRules } {
  const rules: EndingRules = {
    platform: 'linux',
    closeCore: vi.fn(() => Promise.resolve()),
    tidy: vi.fn(() => Promise.resolve()),
    ask: vi.fn(() => Promise.resolve(false)),
    announce: vi.fn(),
    quit: vi.fn(),
    ...changes
  }
  return { ending: new Ending(rules), rules }
}

const event = (): { preventDefault: ReturnType<typeof vi.fn<() => void>> } => ({
  preventDefault: vi.fn<() => void>()
})

describe('the end of the program', () => {
  test('waits until the core is closed and everything is tidy, once', async () => {
    const order: string[] = []
    const { ending: end, rules } = ending({
      closeCore: () => {
        order.push('core')
        return Promise.resolve()
      },
      tidy: () => {
        order.push('tidy')
        return Promise.resolve()
      },
      quit: vi.fn(() => order.push('quit'))
    })
    const first = event()
    const second = event()
    end.willQuit(first)
    end.willQuit(second)
    expect([first.preventDefault, second.preventDefault].every(fn => fn.mock.calls.length === 1)).toBe(true)
    await vi.waitFor(() => {
      expect(rules.quit).toHaveBeenCalledOnce()
    }, atLength)
    expect(order).toEqual(['core', 'tidy', 'quit'])
    const last = event()
    end.willQuit(last)
    expect(last.preventDefault).not.toHaveBeenCalled()
  })

  test('comes even when the core cannot be closed', async () => {
    const { ending: end, rules } = ending({ closeCore: () => Promise.reject(new Error('no')) })
    end.willQuit(event())
    await vi.waitFor(() => {
      expect(rules.quit).toHaveBeenCalledOnce()
    }, atLength)
  })

  test('lets jobs finish when the last window closes, then quits', () => {
    const { ending: end, rules } = ending()
    end.setWindows(1)
    end.setJobs(2)
    end.setWindows(0)
    end.allWindowsClosed()
    expect(rules.announce).toHaveBeenCalledWith(2)
    expect(rules.quit).not.toHaveBeenCalled()
    end.setJobs(1)
    end.setJobs(0)
    expect(rules.quit).toHaveBeenCalledOnce()
  })

  test('stays when a window is opened again before the jobs are done', () => {
    const { ending: end, rules } = ending()
    end.setJobs(1)
    end.allWindowsClosed()
    end.setWindows(1)
    end.setJobs(0)
    expect(rules.quit).not.toHaveBeenCalled()
  })

  test('asks before it stops jobs', async () => {
    const { ending: end, rules } = ending({ ask: vi.fn(() => Promise.resolve(true)) })
    end.setJobs(3)
    const asked = event()
    end.beforeQuit(asked)
    end.beforeQuit(event())
    expect(asked.preventDefault).toHaveBeenCalled()
    await vi.waitFor(() => {
      expect(rules.quit).toHaveBeenCalledOnce()
    }, atLength)
    expect(rules.ask).toHaveBeenCalledOnce()
    const agreed = event()
    end.beforeQuit(agreed)
    expect(agreed.preventDefault).not.toHaveBeenCalled()
  })

  test('goes on when the person wants the jobs to finish', async () => {
    const { ending: end, rules } = ending()
    end.setJobs(3)
    end.beforeQuit(event())
    await vi.waitFor(() => {
      expect(rules.ask).toHaveBeenCalled()
    }, atLength)
    expect(rules.quit).not.toHaveBeenCalled()
  })

  test('macOS keeps the program without windows', () => {
    const { ending: end, rules } = ending({ platform: 'darwin' })
    end.allWindowsClosed()
    expect(rules.quit).not.toHaveBeenCalled()
  })
})
