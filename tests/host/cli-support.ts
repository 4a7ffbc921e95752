import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runCommand } from '../../main/cli/command'
import type { World } from '../../main/cli/run'
import { afterThis, built, root, workerUrl } from './support'

/** How a run of the command ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly json: () => unknown
}

/** How a command is run. */
export interface RunOptions {
  /** Standard input; none is a closed one. */
  readonly input?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** How a program is run. */
export interface ProgramOptions extends RunOptions {
  /** Told of the process once it runs. */
  readonly onSpawn?: (child: ChildProcess) => void
}

/** The environment of a command, whatever language the tests are run in. */
function environment(options: RunOptions): NodeJS.ProcessEnv {
  const { npm_lifecycle_event: _script, ...env } = process.env
  return { ...env, LANG: 'C.UTF-8', LC_ALL: '', LC_MESSAGES: '', ...options.env }
}

/** Start a built program of main with this Node. */
function start(entry: string, args: readonly string[], options: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [built('main', entry), ...args], {
    cwd: options.cwd ?? root,
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe']
  })
}

/**
 * Run what the `fabcase` command runs, here: a process for each of a hundred commands would do little but load
 * the same code again.
 */
export async function fabcase(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const out = new PassThrough()
  const err = new PassThrough()
  const said = [out, err].map(stream => text(stream))
  const world: World = {
    stdin: Readable.from(options.input === undefined ? [] : [Buffer.from(options.input)]),
    stdout: out,
    stderr: err,
    cwd: options.cwd ?? root,
    worker: workerUrl(),
    renderer: built('renderer'),
    signal: new AbortController().signal
  }
  const code = await runCommand(args, environment(options), world)
  out.end()
  err.end()
  const [answer = '', beside = ''] = await Promise.all(said)
  return ended(code, answer, beside)
}

/** Run the built `fabcase` program to its end. */
export function fabcaseProgram(args: readonly string[], options: ProgramOptions = {}): Promise<Ran> {
  const child = start('cli.js', args, options)
  options.onSpawn?.(child)
  child.stdin?.end(options.input ?? '')
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      resolve(ended(code ?? -1, out, err))
    })
  })
}

const ended = (code: number, out: string, err: string): Ran => ({
  code,
  out,
  err,
  json: () => JSON.parse(out) as unknown
})

/** A host as a program of its own. */
export interface HostProcess {
  readonly child: ChildProcess
  /** What it printed when it was ready. */
  readonly line: string
  /** Ends it; its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Start a host and wait for its line; it is ended after the test. */
export async function hostProcess(
  entry: 'host.js' | 'cli.js',
  args: readonly string[],
  env = {}
): Promise<HostProcess> {
  const child = start(entry, args, { env })
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  afterThis(async () => {
    child.kill('SIGKILL')
    await ended
  })
  let out = ''
  let err = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const at = out.indexOf('\n')
      if (at >= 0) resolve(out.slice(0, at))
    })
    child.on('close', code => {
      reject(new Error(`it ended with ${code}: ${err}`))
    })
  })
  return {
    child,
    line,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    }
  }
}

/** A real file of the samples beside the project; null where they are not. */
export function sample(...names: string[]): string | null {
  const path = join(root, '..', 'shared', 'samples', ...names)
  return existsSync(path) ? path : null
}
