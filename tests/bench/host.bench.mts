import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { openCore } from '../../main/core/core'
import { quantile, type Row } from './row'

const root = process.cwd()
const rounds = 5

interface Host {
  readonly url: string
  readonly ms: number
  readonly child: ChildProcess
}

/** From the start of the process to the line that says where it is. */
function startHost(dir: string, home: string): Promise<Host> {
  const start = performance.now()
  const child = spawn(process.execPath, [join(root, 'out/main/host.js'), '--store', dir, '--port', '0'], {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /FabCase: (\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve({ url, ms: performance.now() - start, child })
    })
    child.once('exit', code => {
      reject(new Error(`the host ended with ${String(code)}`))
    })
  })
}

async function stop(host: Host): Promise<void> {
  host.child.removeAllListeners('exit')
  const gone = new Promise(resolve => host.child.once('exit', resolve))
  host.child.kill('SIGTERM')
  await gone
}

interface Load {
  /** First useful paint: the heading of the first screen stands, ms from navigation. */
  readonly useful: number
  /** Scripts and styles as they travel, kB. */
  readonly code: number
}

async function loadOnce(url: string): Promise<Load> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking'
    ]
  })
  try {
    const page = await browser.newPage()
    const client = await page.context().newCDPSession(page)
    await client.send('Network.enable')
    const kinds = new Map<string, string>()
    let code = 0
    client.on('Network.responseReceived', event => kinds.set(event.requestId, event.type))
    client.on('Network.loadingFinished', event => {
      const kind = kinds.get(event.requestId)
      if (kind === 'Script' || kind === 'Stylesheet') code += event.encodedDataLength
    })
    const start = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('heading').first().waitFor()
    const useful = performance.now() - start
    await page.waitForTimeout(500)
    return { useful, code: code / 1000 }
  } finally {
    await browser.close()
  }
}

/** The host from cold, and what a browser gets from it. */
export default async function bench(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'fabcase-bench-'))
  const dir = join(home, 'bench.fabcase')
  const worker = new URL(`file://${root}/out/main/worker.js`)
  const core = await openCore({ dir, create: 'bench', worker, program: 'bench' })
  await core.close()
  try {
    const starts: number[] = []
    const loads: Load[] = []
    for (let i = 0; i < rounds; i++) {
      const host = await startHost(dir, home)
      starts.push(host.ms)
      try {
        loads.push(await loadOnce(host.url))
      } finally {
        await stop(host)
      }
    }
    const up = quantile(starts, 0.5)
    const useful = quantile(
      loads.map(l => l.useful),
      0.5
    )
    const code = quantile(
      loads.map(l => l.code),
      0.5
    )
    return [
      {
        name: 'host from cold to listening, store opened',
        value: up,
        unit: 'ms',
        target: '< 1000 ms',
        ok: up < 1000
      },
      {
        name: 'first useful paint from the host',
        value: useful,
        unit: 'ms',
        target: '< 1500 ms',
        ok: useful < 1500
      },
      {
        name: 'first load, scripts and styles',
        value: code,
        unit: 'kB gzip',
        target: '< 700 kB',
        ok: code < 700
      }
    ]
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
