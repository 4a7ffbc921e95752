/**
 * Stands in for the module `electron` in the main process, so that the built program runs where
 * Electron's binary is absent. Windows are pages of the system's Chromium. It does not prove the
 * real sandbox, fuses, the archive, or the privileges of the own scheme.
 */
import { app } from './app'
import { BrowserWindow } from './browser-window'
import { listen } from './control'
import { ipcMain } from './ipc'
import { MessageChannelMain } from './ports'
import { protocol, session } from './session'
import { crashReporter, dialog, Menu, nativeTheme, Notification, screen, shell } from './shell'
import { utilityProcess } from './utility-process'

listen()

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  Notification,
  protocol,
  screen,
  session,
  shell,
  utilityProcess
}
