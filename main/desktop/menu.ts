import type { MenuItemConstructorOptions } from 'electron'
import { basename } from 'node:path'
import type { MenuCommand } from '@contract/desktop'
import { text, type Language, type TextKey } from './texts'

/** What the menu shows and whom it tells. */
export interface MenuRules {
  readonly language: Language
  readonly platform: NodeJS.Platform
  readonly devTools: boolean
  readonly recents: readonly string[]
  /** A command for the page of the focused window. */
  readonly command: (command: MenuCommand) => void
  readonly openStore: (dir: string) => void
  /** Ask for a store's folder and open it. */
  readonly pickStore: () => void
  readonly newWindow: () => void
  readonly setLanguage: (language: Language) => void
  readonly exportLog: () => void
  readonly checkUpdates: () => void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** Build the native menu: every label in the person's language, roles for what the system knows. */
export function menuTemplate(rules: MenuRules): Item[] {
  const mac = rules.platform === 'darwin'
  const say = (key: TextKey): string => text(rules.language, key)
  const role = (name: NonNullable<Item['role']>, key: TextKey, accelerator?: string): Item => ({
    role: name,
    label: say(key),
    ...(accelerator === undefined ? {} : { accelerator })
  })
  const command = (name: MenuCommand, key: TextKey, accelerator?: string): Item => ({
    id: name,
    label: say(key),
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      rules.command(name)
    }
  })
  const act = (id: string, key: TextKey, click: () => void, accelerator?: string): Item => ({
    id,
    label: say(key),
    ...(accelerator === undefined ? {} : { accelerator }),
    click
  })
  const language = (value: Language, key: TextKey): Item => ({
    id: `language.${value}`,
    type: 'radio',
    label: say(key),
    checked: rules.language === value,
    click: () => {
      rules.setLanguage(value)
    }
  })
  const about = command('/about', 'menu.about')
  const quit = role('quit', 'menu.quit', mac ? 'Cmd+Q' : 'Ctrl+Q')

  const application: Item = {
    label: 'FabCase',
    submenu: [
      about,
      separator,
      role('services', 'menu.services'),
      separator,
      role('hide', 'menu.hide'),
      role('hideOthers', 'menu.hideOthers'),
      role('unhide', 'menu.showAll'),
      separator,
      quit
    ]
  }
  const recent: Item[] =
    rules.recents.length === 0
      ? [{ label: say('menu.noRecent'), enabled: false }]
      : rules.recents.map((dir, i) => ({
          id: `recent.${String(i)}`,
          label: `${basename(dir)
            .replace(/\.fabcase$/i, '')
            .replaceAll('&', '&&')}  (${dir.replaceAll('&', '&&')})`,
          click: () => {
            rules.openStore(dir)
          }
        }))
  const file: Item = {
    label: say('menu.file'),
    submenu: [
      command('cases.new', 'menu.newCase', 'CmdOrCtrl+N'),
      command('instruments.import', 'menu.import', 'CmdOrCtrl+I'),
      separator,
      act('openStore', 'menu.openStore', rules.pickStore, 'CmdOrCtrl+O'),
      { label: say('menu.openRecent'), submenu: recent },
      separator,
      command('stores.close', 'menu.closeStore'),
      separator,
      act('newWindow', 'menu.newWindow', rules.newWindow, 'CmdOrCtrl+Shift+N'),
      command('lock', 'menu.lock', 'CmdOrCtrl+Shift+L'),
      command('signOut', 'menu.signOut'),
      separator,
      role('close', 'menu.closeWindow', 'CmdOrCtrl+W'),
      ...(mac ? [] : [quit])
    ]
  }
  const edit: Item = {
    label: say('menu.edit'),
    submenu: [
      role('undo', 'menu.undo', 'CmdOrCtrl+Z'),
      role('redo', 'menu.redo', mac ? 'Shift+Cmd+Z' : 'Ctrl+Y'),
      separator,
      role('cut', 'menu.cut', 'CmdOrCtrl+X'),
      role('copy', 'menu.copy', 'CmdOrCtrl+C'),
      role('paste', 'menu.paste', 'CmdOrCtrl+V'),
      role('pasteAndMatchStyle', 'menu.pastePlain', 'CmdOrCtrl+Shift+V'),
      role('selectAll', 'menu.selectAll', 'CmdOrCtrl+A'),
      separator,
      command('palette', 'menu.palette', 'CmdOrCtrl+K')
    ]
  }
  const view: Item = {
    label: say('menu.view'),
    submenu: [
      command('/work', 'menu.work'),
      role('reload', 'menu.reload', 'CmdOrCtrl+R'),
      separator,
      role('resetZoom', 'menu.zoomReset', 'CmdOrCtrl+0'),
      role('zoomIn', 'menu.zoomIn', 'CmdOrCtrl+Plus'),
      role('zoomOut', 'menu.zoomOut', 'CmdOrCtrl+-'),
      separator,
      role('togglefullscreen', 'menu.fullScreen', mac ? 'Ctrl+Cmd+F' : 'F11'),
      separator,
      {
        label: say('menu.language'),
        submenu: [language('en', 'menu.english'), language('zh-CN', 'menu.chinese')]
      },
      ...(rules.devTools ? [separator, role('toggleDevTools', 'menu.devTools', 'F12')] : [])
    ]
  }
  const windows: Item = {
    role: 'windowMenu',
    label: say('menu.window'),
    submenu: [role('minimize', 'menu.minimize', 'CmdOrCtrl+M'), ...(mac ? [role('front', 'menu.front')] : [])]
  }
  const help: Item = {
    role: 'help',
    label: say('menu.help'),
    submenu: [
      command('shortcuts', 'menu.shortcuts', 'F1'),
      separator,
      act('exportLog', 'menu.exportLog', rules.exportLog),
      act('checkUpdates', 'menu.checkUpdates', rules.checkUpdates),
      ...(mac ? [] : [separator, about])
    ]
  }
  return [...(mac ? [application] : []), file, edit, view, windows, help]
}
