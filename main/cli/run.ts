import type { Readable, Writable } from 'node:stream'
import { FabError, type Fault } from '@contract/errors'
import en from '@locales/en/cli.json'
import zh from '@locales/zh-CN/cli.json'
import { faultText, fill, type Language, type Leaf, lookUp } from '../core/texts'

/** How the command line ends; told in `--help`. */
export const exits = { ok: 0, failed: 1, usage: 2, notFound: 3, interrupted: 130 } as const

/** Dotted name of one text of `cli.json`. */
export type TextKey = Leaf<typeof en>

/** Blanks of a text. */
export type Blanks = Readonly<Record<string, string | number>>

/** A text of the command line in that language. */
export function cliText(language: Language, key: TextKey, blanks: Blanks = {}): string {
  return fill(lookUp(language === 'en' ? en : zh, key) ?? key, blanks)
}

/** The outside world of one run. */
export interface World {
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  /** What relative paths start from. */
  readonly cwd: string
  /** Built `worker.js`. */
  readonly worker: URL
  /** Folder of the built renderer. */
  readonly renderer: string
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
}

/** The wrong way to use a command, found after its arguments were read; exit code 2. */
export class UsageError extends Error {}

/** Ctrl+C while something was asked for, where the terminal hands it over as a key; exit code 130. */
export class Interrupted extends Error {}

/** What a command does its work with. */
export class Run {
  readonly world: World
  readonly json: boolean
  readonly language: Language

  constructor(world: World, options: { readonly json: boolean; readonly language: Language }) {
    this.world = world
    this.json = options.json
    this.language = options.language
  }

  text(key: TextKey, blanks: Blanks = {}): string {
    return cliText(this.language, key, blanks)
  }

  /** The answer, the only thing that goes to stdout: JSON as asked, else lines for people. */
  async answer(value: unknown, lines: () => readonly string[]): Promise<void> {
    await this.print(
      this.json
        ? `${JSON.stringify(value, null, 2)}\n`
        : lines()
            .map(line => `${line}\n`)
            .join('')
    )
  }

  /** Raw output; waits where the reader is slow. */
  async print(bytes: string | Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.world.stdout.write(bytes, error => {
        if (error === null || error === undefined) resolve()
        else reject(error)
      })
    })
  }

  /** Something to know beside the answer. */
  say(line: string): void {
    this.world.stderr.write(`${line}\n`)
  }

  /** A refusal, in words or as JSON; the exit code that goes with it. */
  refuse(fault: Fault): number {
    const { what, todo } = faultText(this.language, fault)
    this.say(this.json ? JSON.stringify({ fault, what, do: todo }) : `${what} ${todo}`.trim())
    return fault.code === 'NotFound' ? exits.notFound : exits.failed
  }
}

/** FabError contract.cancelled once Ctrl+C was pressed. */
export function stopIfAsked(run: Run): void {
  if (run.world.signal.aborted) throw new FabError('contract.cancelled', {})
}
