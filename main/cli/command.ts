import packageJson from '../../package.json'
import { languageOf } from '../core/texts'
import { readCommandLine, Shown, wrongUse, type Asked, type Screens } from './program'
import { exits, Interrupted, Run, UsageError, type World } from './run'

/** Before anything else is read, so that refusals speak it too. */
function languageAsked(args: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='))
  const given = at < 0 ? undefined : args[at]?.slice('--lang='.length) || args[at + 1]
  const { LC_ALL, LC_MESSAGES, LANG } = env
  return given ?? (LC_ALL || LC_MESSAGES || LANG)
}

/** Run what a command line asks for, to its end; the exit code. */
export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  world: World
): Promise<number> {
  const language = languageOf(languageAsked(args, env))
  const screens: Screens = {
    out: text => world.stdout.write(text),
    err: text => world.stderr.write(text)
  }
  let asked: Asked | number
  try {
    asked = readCommandLine(args, language, screens, packageJson.version)
  } catch (error) {
    if (error instanceof Shown) return error.asked ? exits.ok : exits.usage
    throw error
  }
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
    if (env['FABCASE_DEBUG'] !== undefined) run.say(String(error instanceof Error ? error.stack : error))
    const code = run.refuse(faultOf(error, 'cli'))
    return world.signal.aborted ? exits.interrupted : code
  }
}
