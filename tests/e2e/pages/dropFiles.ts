import type { Page } from '@playwright/test'

/**
 * Drag files and folders of this machine over the page and let them go, as the system's file manager does:
 * Chromium itself makes the events. `before` runs while they are held over it.
 */
export async function dropFiles(
  page: Page,
  paths: readonly string[],
  before: () => Promise<unknown> = () => Promise.resolve()
): Promise<void> {
  // Only a screen that is there hears of what is held over it.
  await page.getByRole('button', { name: 'Choose files' }).waitFor()
  const session = await page.context().newCDPSession(page)
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  const at = { x: size.width / 2, y: size.height / 2 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at, data })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at, data })
  await page.getByText('Release to hand the files over').waitFor()
  await before()
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at, data })
  await session.detach()
}
