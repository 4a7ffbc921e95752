import { fileURLToPath } from 'node:url'
import { runCommand } from './command'
import { exits, type World } from './run'

/** Entry of the `fabcase` command. */

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
process.exitCode = await runCommand(process.argv.slice(2), process.env, world)
