import { runHost } from '../../host/server'
import { storePath } from '../client'
import type { Run } from '../run'

/** `host <store>`: serve one store to browsers of this machine until Ctrl+C. */
export function host(
  run: Run,
  store: string,
  options: { readonly port?: number; readonly open?: boolean }
): Promise<number> {
  const { worker, renderer, stderr } = run.world
  return runHost({
    worker,
    renderer,
    store: storePath(run, store),
    mayOpen: false,
    settingsDir: null,
    port: options.port,
    open: options.open === true,
    log: stderr,
    ready: (running, link) => {
      const setup = running.key() !== null
      if (setup) run.say(run.text('host.setup'))
      const answer = { url: running.url, setup: setup ? link : null }
      void run.print(run.json ? `${JSON.stringify(answer)}\n` : `FabCase: ${link}\n`)
    }
  })
}
