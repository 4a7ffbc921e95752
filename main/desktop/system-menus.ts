import { app, Menu } from 'electron'
import { menuTemplate, type MenuRules } from './menu'
import { jumpList, storeName } from './recents'

/** Set the application menu and the system's list of recent stores (jump list or dock). */
export function setSystemMenus(rules: MenuRules): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(rules)))
  if (rules.platform === 'win32') app.setJumpList(jumpList(rules.recents, process.execPath, rules.language))
  if (rules.platform !== 'darwin') return
  const stores = rules.recents.map(dir => ({
    label: storeName(dir),
    click: () => {
      rules.openStore(dir)
    }
  }))
  app.dock?.setMenu(Menu.buildFromTemplate(stores))
}
