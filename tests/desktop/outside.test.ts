import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { pickFolder, safeName, saveFile, writeWhole, type DialogSource } from '../../main/desktop/dialogs'
import { Notifications, routeOf } from '../../main/desktop/notifications'
import { Pasted } from '../../main/desktop/pasted'

const opened = vi.hoisted(() => [] as string[])
vi.mock('electron', () => ({
  shell: {
    openExternal: (url: string) => {
      opened.push(url)
      return Promise.resolve()
    }
  }
}))
const { openOutside, outsideUrl } = await import('../../main/desktop/open-outside')

const dir = mkdtempSync(join(tmpdir(), 'fabcase-outside-'))

afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

beforeEach(() => {
  opened.length = 0
})

describe('the way out', () => {
  test.each([
    'https://host.example/a?b#c',
    'mailto:qa@customer.example?subject=8D',
    'http://127.0.0.1:4870/',
    'http://localhost:4870/',
    'http://[::1]:4870/'
  ])('may lead to %s', url => {
    expect(outsideUrl(url)?.href).toBe(url)
  })

  test.each([
    'http://host.example/',
    'http://127.0.0.1.example/',
    'http://user@127.0.0.1:4870/',
    'https://user@host.example/',
    'https://user:secret@host.example/',
    'file:///etc/passwd',
    'file://server/share/x.exe',
    'smb://server/share',
    'ms-msdt:/id',
    'search-ms:query=x',
    'vscode://x',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://fabcase/',
    'ftp://host.example/',
    'HTTPS:',
    'https:',
    '\\\\server\\share',
    '',
    `https://host.example/${'x'.repeat(2048)}`
  ])('never leads to %s', async url => {
    expect(outsideUrl(url)).toBe(null)
    const confirm = vi.fn(() => Promise.resolve(true))
    expect(await openOutside(url, { allowed: true, confirm, refused: vi.fn() })).toBe(false)
    expect(confirm).not.toHaveBeenCalled()
    expect(opened).toEqual([])
  })

  test('asks first, and names the host', async () => {
    const confirm = vi.fn(() => Promise.resolve(false))
    expect(await openOutside('https://host.example/a', { allowed: true, confirm, refused: vi.fn() })).toBe(
      false
    )
    expect(confirm).toHaveBeenCalledWith('https://host.example/a', 'host.example')
    confirm.mockResolvedValue(true)
    expect(
      await openOutside('mailto:qa@customer.example', { allowed: true, confirm, refused: vi.fn() })
    ).toBe(true)
    expect(confirm).toHaveBeenLastCalledWith('mailto:qa@customer.example', null)
    confirm.mockResolvedValueOnce(false)
    await openOutside('http://127.0.0.1:4870/', { allowed: true, confirm, refused: vi.fn() })
    expect(confirm).toHaveBeenLastCalledWith('http://127.0.0.1:4870/', '127.0.0.1:4870')
    expect(opened).toEqual(['mailto:qa@customer.example'])
  })

  test('is shut by policy', async () => {
    const confirm = vi.fn(() => Promise.resolve(true))
    expect(await openOutside('https://host.example/', { allowed: false, confirm, refused: vi.fn() })).toBe(
      false
    )
    expect(confirm).not.toHaveBeenCalled()
  })
})

const source = (answer: { filePath?: string; filePaths?: string[]; canceled?: boolean }): DialogSource => ({
  open: () => Promise.resolve({ canceled: answer.canceled ?? false, filePaths: answer.filePaths ?? [] }),
  save: () => Promise.resolve({ canceled: answer.canceled ?? false, filePath: answer.filePath ?? '' }),
  message: () => Promise.resolve({ response: 0, checkboxChecked: false })
})

describe('files that are saved', () => {
  test.each([
    ['wafer map.png', 'wafer map.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\x.csv', 'x.csv'],
    ['a<b>|c?.csv', 'a_b__c_.csv'],
    ['con.txt', '_con.txt'],
    ['...', 'FabCase'],
    ['', 'FabCase'],
    ['客诉-7.xlsx', '客诉-7.xlsx'],
    ['trailing. ', 'trailing']
  ])('%j is suggested as %j', (given, name) => {
    expect(safeName(given)).toBe(name)
  })

  test('no suggestion names a folder or is too long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), given => {
        const name = safeName(given)
        expect(name).toBe(basename(name))
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]|^\.|[. ]$/)
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(150)
      })
    )
  })

  test('are there whole, or not at all', async () => {
    const target = join(dir, 'report.csv')
    expect(await saveFile(source({ filePath: target }), 'en', 'report.csv', new Uint8Array([65]), dir)).toBe(
      'report.csv'
    )
    expect(readFileSync(target, 'utf8')).toBe('A')
    expect(await saveFile(source({ canceled: true }), 'en', 'x', new Uint8Array(), dir)).toBe(null)
    await expect(writeWhole(join(dir, 'absent', 'x'), new Uint8Array())).rejects.toThrow()
    expect(readdirSync(dir)).toEqual(['report.csv'])
  })

  test('folders are asked for, and cancelling is an answer', async () => {
    expect(await pickFolder(source({ filePaths: ['/a'] }), 'zh-CN', 'newStore')).toBe('/a')
    expect(await pickFolder(source({ canceled: true, filePaths: ['/a'] }), 'en', 'backup')).toBe(null)
  })

  test('pasted ones lie apart and go at the end', async () => {
    const pasted = new Pasted(join(dir, 'pasted'))
    const one = await pasted.keep('../image.png', new Uint8Array([1]))
    const two = await pasted.keep('image.png', new Uint8Array([2]))
    expect([basename(one), basename(two)]).toEqual(['image.png', 'image.png'])
    expect(one).not.toBe(two)
    expect(one.startsWith(join(dir, 'pasted'))).toBe(true)
    await pasted.clear()
    expect(readdirSync(dir)).not.toContain('pasted')
  })
})

describe('notifications', () => {
  test.each([
    ['/cases/7', '/cases/7'],
    ['#/cases/7?tab=files', '/cases/7?tab=files'],
    ['//elsewhere.example/', null],
    ['https://elsewhere.example/', null],
    ['javascript:alert(1)', null],
    ['/a b', null],
    ['', null],
    [null, null]
  ])('%j leads to %j', (link, route) => {
    expect(routeOf(link)).toBe(route)
  })

  test('lead where they point when clicked, and do not pile up', () => {
    const clicks: (() => void)[] = []
    const follow = vi.fn()
    const shown = new Notifications({
      supported: () => true,
      make: () => ({
        on: (event, listener) => {
          if (event === 'click') clicks.push(listener)
        },
        show: () => undefined
      }),
      follow
    })
    for (let i = 0; i < 50; i++) shown.show('t', 'b', '/jobs')
    expect(clicks).toHaveLength(20)
    clicks[0]?.()
    expect(follow).toHaveBeenCalledWith('/jobs')
    shown.show('t', 'b', null)
    expect(clicks).toHaveLength(21)
  })
})
