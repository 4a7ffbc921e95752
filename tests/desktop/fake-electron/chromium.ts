import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cdp } from './cdp'

const program = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** The system's Chromium with a profile of its own, and our connection to it. */
export class Chromium {
  readonly cdp: Cdp
  readonly endpoint: string
  readonly #process: ChildProcess
  readonly #profile: string

  private constructor(cdp: Cdp, endpoint: string, child: ChildProcess, profile: string) {
    this.cdp = cdp
    this.endpoint = endpoint
    this.#process = child
    this.#profile = profile
  }

  static async launch(): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'fabcase-chromium-'))
    const child = spawn(
      program,
      [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--no-default-browser-check',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-extensions',
        '--no-startup-window',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`
      ],
      { stdio: 'ignore' }
    )
    for (let i = 0; i < 300; i++) {
      const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
      const [port, path] = text.split('\n')
      if (port !== undefined && path !== undefined) {
        const endpoint = `ws://127.0.0.1:${port}${path}`
        const cdp = await Cdp.connect(endpoint)
        await cdp.browser.send('Target.setDiscoverTargets', { discover: true })
        return new Chromium(cdp, endpoint, child, profile)
      }
      await sleep(50)
    }
    child.kill('SIGKILL')
    throw new Error(`Chromium did not start: ${program}`)
  }

  /** End the browser and remove its profile; synchronous, for the end of the process. */
  kill(): void {
    this.cdp.close()
    this.#process.kill('SIGKILL')
    try {
      rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // A helper process may still write there; the system's temporary folder is cleared anyway.
    }
  }
}

let started: Promise<Chromium> | null = null
let running: Chromium | null = null

/** The one browser of this process, started at the first window. */
export function chromium(): Promise<Chromium> {
  started ??= Chromium.launch().then(browser => (running = browser))
  return started
}

/** End the browser if there is one. */
export function killChromium(): void {
  running?.kill()
  running = null
}
