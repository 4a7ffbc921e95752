import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import en from '@locales/en/desktop.json'
import zh from '@locales/zh-CN/desktop.json'
import { menuCommands } from '@contract/desktop'
import { menuTemplate, type MenuRules } from '../../main/desktop/menu'
import { jumpList, storeName } from '../../main/desktop/recents'
import { recoveryPage } from '../../main/desktop/recovery-page'
import { faultText, firstLanguage, text } from '../../main/desktop/texts'

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

function rules(changes: Partial<MenuRules> = {}): MenuRules {
  return {
    language: 'en',
    platform: 'win32',
    devTools: false,
    recents: [],
    command: vi.fn(),
    openStore: vi.fn(),
    pickStore: vi.fn(),
    newWindow: vi.fn(),
    setLanguage: vi.fn(),
    exportLog: vi.fn(),
    checkUpdates: vi.fn(),
    ...changes
  }
}

function click(item: MenuItemConstructorOptions | undefined): void {
  ;(item?.click as (() => void) | undefined)?.()
}

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}${key}.`)
      : [[path + key, String(value)]]
  )
}

describe('the texts of the desktop', () => {
  test('are whole in both languages, with the same blanks', () => {
    const blanks = (value: string): string[] => (value.match(/\{\{\w+\}\}/g) ?? []).sort()
    const chinese = new Map(leaves(zh))
    expect([...chinese.keys()].sort()).toEqual(
      leaves(en)
        .map(([key]) => key)
        .sort()
    )
    for (const [key, value] of leaves(en)) {
      expect(value.trim(), key).not.toBe('')
      expect(blanks(chinese.get(key) ?? ''), key).toEqual(blanks(value))
    }
    const same = leaves(en).filter(([key, value]) => chinese.get(key) === value)
    expect(same.map(([key]) => key).sort()).toEqual(['menu.chinese', 'menu.english'])
  })

  test('fill their blanks and never show a key', () => {
    expect(text('en', 'updates.current', { version: '1.2.3' })).toBe('FabCase 1.2.3 is up to date.')
    expect(text('zh-CN', 'menu.file')).toBe('文件')
    const fault = faultText('en', {
      code: 'Internal',
      key: 'contract.internal',
      details: { reference: '0a1b' }
    })
    expect(fault.what).toContain('0a1b')
    expect(fault.todo).not.toBe('')
  })

  test('begin in what was chosen, else in what the system speaks', () => {
    expect(firstLanguage(null, 'zh-TW')).toBe('zh-CN')
    expect(firstLanguage(null, 'de-DE')).toBe('en')
    expect(firstLanguage('en', 'zh-CN')).toBe('en')
  })
})

describe.each(['en', 'zh-CN'] as const)('the menu in %s', language => {
  test.each(['win32', 'linux', 'darwin'] as const)('has a label for every item on %s', platform => {
    const items = flat(
      menuTemplate(rules({ language, platform, devTools: true, recents: ['/data/A.fabcase'] }))
    )
    for (const item of items.filter(({ type }) => type !== 'separator'))
      expect(item.label, item.role).toBeTruthy()
    const own = items.filter(
      ({ label, id }) => label !== 'FabCase' && id !== 'recent.0' && !id?.startsWith('language.')
    )
    const labels = own.map(({ label }) => label ?? '').join('')
    if (language === 'zh-CN') expect(labels.replaceAll('FabCase', '')).not.toMatch(/[A-Za-z]{3}/)
    else expect(labels).not.toMatch(/\p{Script=Han}/u)
  })

  test.each(['win32', 'darwin'] as const)('gives no shortcut twice on %s', platform => {
    const keys = flat(menuTemplate(rules({ language, platform, devTools: true })))
      .flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]))
      .map(key => key.replace('CmdOrCtrl', platform === 'darwin' ? 'Cmd' : 'Ctrl'))
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the menu', () => {
  test('reaches every command of the page', () => {
    const given = rules()
    for (const item of flat(menuTemplate(given))) {
      if (menuCommands.some(command => command === item.id)) click(item)
    }
    const called = vi.mocked(given.command).mock.calls.map(([command]) => command)
    expect(called.sort()).toEqual([...menuCommands].sort())
  })

  test('opens recent stores, and says when there are none', () => {
    const given = rules({ recents: ['/data/Q&A.fabcase', '/data/B.fabcase'] })
    const items = flat(menuTemplate(given))
    expect(items.find(({ id }) => id === 'recent.0')?.label).toBe('Q&&A  (/data/Q&&A.fabcase)')
    click(items.find(({ id }) => id === 'recent.1'))
    expect(given.openStore).toHaveBeenCalledWith('/data/B.fabcase')
    expect(flat(menuTemplate(rules())).some(({ label }) => label === 'No recent stores')).toBe(true)
  })

  test('offers developer tools only where they are allowed', () => {
    const has = (devTools: boolean): boolean =>
      flat(menuTemplate(rules({ devTools }))).some(({ role }) => role === 'toggleDevTools')
    expect([has(true), has(false)]).toEqual([true, false])
  })

  test('changes the language by itself', () => {
    const given = rules()
    click(flat(menuTemplate(given)).find(({ id }) => id === 'language.zh-CN'))
    expect(given.setLanguage).toHaveBeenCalledWith('zh-CN')
  })
})

describe('recent stores', () => {
  test('stand in the jump list under their names, with paths that survive a command line', () => {
    expect(storeName('/data/Site A.fabcase')).toBe('Site A')
    const [category] = jumpList(
      ['C:\\data\\Site A.fabcase\\', 'C:\\odd"name.fabcase'],
      'C:\\FabCase.exe',
      'zh-CN'
    )
    expect(category).toMatchObject({ type: 'custom', name: '数据库' })
    expect(category?.items).toHaveLength(1)
    expect(category?.items?.[0]).toMatchObject({
      args: '"C:\\data\\Site A.fabcase"',
      program: 'C:\\FabCase.exe'
    })
  })
})

describe('the recovery page', () => {
  test('explains in both languages and lets nothing in its detail act', () => {
    const page = recoveryPage('zh-CN', 'core', '<script>alert(1)</script>"', 'n0nce')
    expect(page).toContain('数据服务已停止')
    expect(page).toContain('lang="zh-CN"')
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('<style nonce="n0nce">')
    expect(recoveryPage('en', 'page', '', 'x')).toContain('The window&#39;s content stopped')
  })
})
