import type { StoreClient } from './client'
import { Interrupted, type Run, UsageError } from './run'

/** Options of commands that ask for an administrator. */
export interface AdminOptions {
  readonly admin?: string
  readonly passwordStdin?: boolean
}

/** Passwords from a terminal without showing them, or one line each from standard input. */
export class Secrets {
  readonly #run: Run
  readonly #fromLines: boolean
  #lines: Promise<string[]> | null = null

  constructor(run: Run, fromLines: boolean) {
    this.#run = run
    this.#fromLines = fromLines || run.world.stdin.isTTY !== true
  }

  /** The next password; UsageError when standard input has no more, Interrupted at Ctrl+C. */
  async password(label: string): Promise<string> {
    if (!this.#fromLines) return this.#ask(label, false)
    if (this.#lines === null) {
      this.#run.say(this.#run.text('say.passwordFromStdin'))
      this.#lines = this.#read()
    }
    const next = (await this.#lines).shift()
    if (next === undefined || next === '') throw new UsageError(this.#run.text('say.noPassword', { label }))
    return next
  }

  /** A password that is new: a person types it twice. */
  async newPassword(label: string): Promise<string> {
    const first = await this.password(label)
    if (this.#fromLines) return first
    if ((await this.password(this.#run.text('ask.again'))) === first) return first
    throw new UsageError(this.#run.text('say.passwordsDiffer'))
  }

  /** A name, shown while it is typed; UsageError where nobody can be asked. */
  async name(label: string, option: string): Promise<string> {
    if (this.#fromLines) throw new UsageError(this.#run.text('say.needsOption', { option }))
    return this.#ask(label, true)
  }

  async #read(): Promise<string[]> {
    const chunks: Buffer[] = []
    for await (const chunk of this.#run.world.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
    const lines = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines
  }

  async #ask(label: string, echo: boolean): Promise<string> {
    const { stdin, stderr } = this.#run.world
    stderr.write(`${label}: `)
    stdin.setRawMode?.(true)
    stdin.resume()
    try {
      return await new Promise<string>((resolve, reject) => {
        let typed = ''
        const take = (chunk: Buffer) => {
          for (const char of chunk.toString('utf8')) {
            if (char === '\r' || char === '\n' || char === '\u0004') {
              done(() => {
                resolve(typed)
              })
              return
            }
            if (char === '\u0003') {
              done(() => {
                reject(new Interrupted())
              })
              return
            }
            if (char === '\u007f' || char === '\b') {
              if (echo && typed !== '') stderr.write('\b \b')
              typed = typed.replace(/.$/su, '')
            } else if (char >= ' ') {
              typed += char
              if (echo) stderr.write(char)
            }
          }
        }
        const done = (then: () => void) => {
          stdin.off('data', take)
          then()
        }
        stdin.on('data', take)
      })
    } finally {
      stdin.setRawMode?.(false)
      stdin.pause()
      stderr.write('\n')
    }
  }
}

/** Bring an administrator in, unless the store has no users to be asked. */
export async function asAdministrator(
  run: Run,
  client: StoreClient,
  secrets: Secrets,
  options: AdminOptions
): Promise<void> {
  if (client.needsSetup) return
  const login = options.admin ?? (await secrets.name(run.text('ask.administrator'), '--admin'))
  await client.elevate({ login, password: await secrets.password(run.text('ask.passwordOf', { login })) })
}
