import type { WebContents } from './web-contents'

type Listener = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Listener>()

/** Electron's `ipcMain`, as far as doors use it. */
export const ipcMain = {
  handle(channel: string, listener: Listener): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, listener)
  }
}

/** Carry out one invoke of a page; throws what the page's promise rejects with. */
export async function invoked(
  contents: WebContents,
  channel: string,
  args: readonly unknown[]
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (handler === undefined) {
    throw new Error(
      `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`
    )
  }
  const event = { sender: contents, senderFrame: contents.mainFrame, processId: 1, frameId: 1, type: 'frame' }
  try {
    return await handler(event, ...args)
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error })
  }
}
