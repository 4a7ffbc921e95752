import { app } from './app'
import { BrowserWindow } from './browser-window'
import { chromium } from './chromium'
import { recorded } from './record'
import { Menu, Notification, prepare } from './shell'
import { childPids } from './utility-process'
import { knowFiles } from './web-contents'

/** What the test's process may ask of the fake, by name; answers are data. */
const commands = {
  endpoint: async () => (await chromium()).endpoint,
  recorded: (prefix: string) => recorded(prefix),
  prepare: (name: string, answer: object) => {
    prepare(name, answer)
  },
  knowFiles: (paths: string[]) => {
    knowFiles(paths)
  },
  clickMenu: (id: string) => Menu.clickById(id),
  menuLabels: () => Menu.labels(),
  menuLabel: (id: string) => Menu.labelOf(id),
  clickNotification: () => Notification.clickNewest(),
  children: () => childPids(),
  windows: () =>
    BrowserWindow.getAllWindows().map(({ webContents, isVisible }) => ({
      id: webContents.id,
      url: webContents.getURL(),
      targetId: webContents.targetId,
      visible: isVisible()
    })),
  crashPage: async () => BrowserWindow.getAllWindows()[0]?.webContents.crash(),
  closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
  quit: () => {
    setImmediate(() => {
      app.quit()
    })
  }
}

/** Name of a command of the fake. */
export type Command = keyof typeof commands

/** Listen to the test's process, where there is one. */
export function listen(): void {
  app.windows = () => BrowserWindow.getAllWindows()
  process.on('message', message => {
    const { id, name, args } = message as { id: number; name: Command; args: unknown[] }
    const act = commands[name] as (...given: unknown[]) => unknown
    Promise.resolve()
      .then(() => act(...args))
      .then(
        value => process.send?.({ id, ok: true, value }),
        (error: unknown) => process.send?.({ id, ok: false, value: String(error) })
      )
  })
  // The end of the test's process is the end of the fake and of its browser.
  process.on('disconnect', () => {
    app.exit(0)
  })
}
