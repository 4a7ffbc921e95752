import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json'
import { languageOf } from '../core/texts'
import { readCommandLine, Shown, wrongUse, type Asked, type Screens } from './program'
import { exits, Interrupted, Run, UsageError, type World } from './run'

/** Entry of the `fabcase` command. */

const args = process.argv.slice(2)

/** Before anything else is read, so that refusals speak it too. */
function languageAsked(): string | undefined {
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='))
  const given = at < 0 ? undefined : args[at]?.slice('--lang='.length) || args[at + 1]
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return given ?? (LC_ALL || LC_MESSAGES || LANG)
}

const stopped = new AbortController()
process.on('SIGINT', () => {
  if (stopped.signal.aborted) process.exit(exits.interrupted)
  stopped.abort()
})
process.on('SIGTERM', () => {
  stopped.abort()
})
// A reader that has enough (`| head`) is no trouble.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exits.ok : exits.failed)
})

const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env
const world: World = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  // `npm run fabcase` goes to the project's folder first; paths are meant from where the user stood.
  cwd: script === 'fabcase' && calledFrom !== undefined ? calledFrom : process.cwd(),
  worker: new URL('./worker.js', import.meta.url),
  renderer: fileURLToPath(new URL('../renderer/', import.meta.url)),
  signal: stopped.signal
}
const screens: Screens = {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text)
}
const language = languageOf(languageAsked())

function read(): Asked | number {
  try {
    return readCommandLine(args, language, screens, packageJson.version)
  } catch (error) {
    if (error instanceof Shown) return error.asked ? exits.ok : exits.usage
    throw error
  }
}

async function go(): Promise<number> {
  const asked = read()
  if (typeof asked === 'number') return asked
  const run = new Run(world, { json: asked.json, language })
  try {
    return await asked.chosen(run)
  } catch (error) {
    if (error instanceof UsageError) {
      if (run.json) await run.print(wrongUse(error.message, '', asked.use))
      else run.say(`${error.message}\n\n${run.text('title.usage')} ${asked.use.usage}`)
      return exits.usage
    }
    if (error instanceof Interrupted) {
      run.say(run.text('say.interrupted'))
      return exits.interrupted
    }
    const { faultOf } = await import('../core/faults')
    if (process.env['FABCASE_DEBUG'] !== undefined)
      run.say(String(error instanceof Error ? error.stack : error))
    const code = run.refuse(faultOf(error, 'cli'))
    return stopped.signal.aborted ? exits.interrupted : code
  }
}

process.exitCode = await go()
