import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { FakeDesk } from '../../desktop/fake-desk'
import { walk } from './walk'

const built = resolve(import.meta.dirname, '../../..', process.env['FABCASE_BUILD'] ?? 'out')

test('the main job on the desktop, over the fake Electron', async () => {
  test.setTimeout(240_000)
  expect(existsSync(join(built, 'main/desktop.js')), 'run `npm run build` first').toBe(true)
  const folder = mkdtempSync(join(tmpdir(), 'fabcase-walk-'))
  const userData = join(folder, 'user')
  const wrong: string[] = []
  let desk: FakeDesk | null = null
  try {
    await walk(() => {
      const started = FakeDesk.start({ built, userData })
      desk = started
      return Promise.resolve({
        page: async () => {
          const page = await started.page()
          page.on('pageerror', error => wrong.push(error.message))
          page.on('console', message => {
            if (message.type() === 'error') wrong.push(message.text())
          })
          return page
        },
        answerOpen: paths => started.call('prepare', 'showOpenDialog', { canceled: false, filePaths: paths }),
        aboutToDrop: paths => started.call('knowFiles', paths),
        menu: async id => {
          expect(await started.call('clickMenu', id), `menu item ${id}`).toBe(true)
        },
        killCore: async () => {
          expect(await started.killCore()).toHaveLength(1)
        },
        quit: () => started.quit()
      })
    }, folder)
    expect(wrong).toEqual([])
  } finally {
    await (desk as FakeDesk | null)?.discard()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
})
