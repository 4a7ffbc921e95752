import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { placeWindow, smallest } from '../../main/desktop/window-state'

const made = vi.hoisted(() => [] as unknown[])
vi.mock('electron', () => ({
  BrowserWindow: class extends EventEmitter {
    shown: string[] = []
    constructor(options: unknown) {
      super()
      made.push(options)
    }
    maximize(): void {
      this.shown.push('maximize')
    }
    show(): void {
      this.shown.push('show')
    }
  }
}))
const { createWindow } = await import('../../main/desktop/window')

const wishes = {
  preload: '/out/preload/index.cjs',
  version: '1.2.3',
  placement: { width: 1000, height: 700, maximized: true },
  devTools: false,
  dark: true
}

describe('the window factory', () => {
  test('makes every window with the same closed preferences', () => {
    createWindow(wishes)
    expect(made.at(-1)).toMatchObject({ show: false, width: 1000, height: 700 })
    expect((made.at(-1) as { webPreferences: object }).webPreferences).toEqual({
      preload: '/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      additionalArguments: ['--fabcase-version=1.2.3']
    })
  })

  test('shows a window when it has something to show', () => {
    const window = createWindow(wishes) as unknown as EventEmitter & { shown: string[] }
    expect(window.shown).toEqual([])
    window.emit('ready-to-show')
    expect(window.shown).toEqual(['maximize', 'show'])
  })
})

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: -200, width: 2560, height: 1400 }
]

describe('where a window opens', () => {
  test('is where it was', () => {
    const saved = { x: 2000, y: 10, width: 1500, height: 900, maximized: false }
    expect(placeWindow(saved, screens)).toEqual(saved)
    expect(placeWindow(saved, screens, 28)).toEqual({ ...saved, x: 2028, y: 38 })
  })

  test.each([
    [
      'a second screen that is gone',
      { x: 2000, y: 10, width: 1500, height: 900, maximized: false },
      [{ x: 0, y: 0, width: 1920, height: 1040 }]
    ],
    ['above every screen', { x: 100, y: -900, width: 1500, height: 900, maximized: false }, screens],
    ['below every screen', { x: 100, y: 5000, width: 1500, height: 900, maximized: false }, screens],
    [
      'a sliver at the edge',
      { x: 1880, y: 100, width: 1500, height: 900, maximized: false },
      screens.slice(0, 1)
    ],
    ['text for a number', { x: '0', y: 0, width: 10, height: 10, maximized: false }, screens],
    ['no size', { x: 0, y: 0, width: 0, height: 0, maximized: false }, screens],
    ['infinity', { x: Infinity, y: 0, width: 1e9, height: 1, maximized: false }, screens],
    ['nothing', null, screens]
  ])('%s is forgotten: the window is centred on the first screen', (_what, saved, present) => {
    expect(placeWindow(saved, present)).toEqual({ width: 1440, height: 900, maximized: false })
  })

  test('a small screen is filled', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 760 }])).toEqual({
      width: 1280,
      height: 760,
      maximized: true
    })
  })

  test('a window can always be grasped and is never too small', () => {
    const int = fc.integer({ min: -20_000, max: 20_000 })
    const size = fc.integer({ min: 1, max: 20_000 })
    const state = fc.record({ x: int, y: int, width: size, height: size, maximized: fc.boolean() })
    fc.assert(
      fc.property(state, saved => {
        const placed = placeWindow(saved, screens)
        const { x, y } = placed
        if (x === undefined || y === undefined) return
        expect(placed.width).toBeGreaterThanOrEqual(smallest.width)
        expect(placed.height).toBeGreaterThanOrEqual(smallest.height)
        const held = screens.some(
          screen =>
            y >= screen.y &&
            y < screen.y + screen.height &&
            x < screen.x + screen.width &&
            x + placed.width > screen.x
        )
        expect(held).toBe(true)
      })
    )
  })
})
