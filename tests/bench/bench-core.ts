import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCore, type Caller, type Core } from '../../main/core/core'

/** A core on a new store, with somebody signed in. */
export interface BenchCore {
  readonly core: Core
  readonly me: Caller
  /** Folder of its own, for files beside the store. */
  readonly folder: string
  /** Closes it and removes the folder. */
  close(): Promise<void>
}

/** Opens a {@link BenchCore}. */
export async function openBench(): Promise<BenchCore> {
  const folder = await mkdtemp(join(tmpdir(), 'fabcase-bench-'))
  const core = await openCore({
    dir: join(folder, 'bench.fabcase'),
    create: 'bench',
    worker: new URL(`file://${process.cwd()}/out/main/worker.js`),
    program: 'bench'
  })
  const local = { token: null, station: 'bench', local: true }
  const { token } = (await core.call(local, 'people.setup', {
    login: 'bench',
    name: 'Bench',
    password: 'a long enough passphrase'
  })) as { token: string }
  return {
    core,
    me: { ...local, token },
    folder,
    async close() {
      await core.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
