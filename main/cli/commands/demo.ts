import { resolve } from 'node:path'
import { demoPeople } from '@contract/demo'
import { exits, type Run } from '../run'
import { pairLines } from '../table'

/** How far it is, on the one line at the bottom of a terminal. */
function progressOf(run: Run): (done: number, total: number) => void {
  const { stderr } = run.world
  let told = -1
  return (done, total) => {
    const percent = total === 0 ? 0 : Math.floor((100 * done) / total)
    if (stderr.isTTY !== true || percent === told) return
    told = percent
    stderr.write(done === total ? '\r          \r' : `\r${String(percent).padStart(4)} %`)
  }
}

/**
 * `demo <folder>`: a demo store, made by its seed. With `reset` the one that is there is made anew.
 * FabError store.exists, store.notDemo, store.locked, contract.cancelled by Ctrl+C.
 */
export async function demo(
  run: Run,
  folder: string,
  options: { readonly seed?: number; readonly reset?: boolean }
): Promise<number> {
  const { demoPlace, demoSeed, makeDemo, resetDemo } = await import('../../core/demo')
  const dir = await demoPlace(resolve(run.world.cwd, folder))
  const common = {
    dir,
    now: new Date(),
    worker: run.world.worker,
    program: 'fabcase',
    progress: progressOf(run),
    signal: run.world.signal
  }
  const seed =
    options.reset === true
      ? await resetDemo({ ...common, ...(options.seed === undefined ? {} : { seed: options.seed }) })
      : await makeDemo({ ...common, seed: options.seed ?? demoSeed })
  const people = demoPeople.map(({ role, login, password }) => ({ role, login, password }))
  await run.answer({ dir, seed, people }, () => [
    dir,
    '',
    run.text('demo.invented'),
    run.text('demo.open', { dir }),
    run.text('demo.people'),
    ...pairLines(people.map(({ login, password }): [string, string] => [`  ${login}`, password]))
  ])
  return exits.ok
}
