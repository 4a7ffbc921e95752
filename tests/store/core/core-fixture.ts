import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Input, Output, ProcedureName } from '@contract/index'
import { openCore, type Caller, type Core } from '../../../main/core/core'

/** Built worker; `npm test` builds before it runs tests. */
export const worker = new URL('../../../out/main/worker.js', import.meta.url)

/** A core on a new store in a temporary folder, with a signed-in administrator. */
export interface CoreFixture {
  readonly core: Core
  readonly dir: string
  readonly admin: Caller
  call<N extends ProcedureName>(caller: Caller, name: N, input: Input<N>): Promise<Output<N>>
  /** The same as the administrator. */
  as<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>>
  /** Wait for a job to end and give its final row. */
  jobEnd(jobId: string): Promise<Output<'jobs.get'>>
  close(): Promise<void>
}

/** Someone without a session who did not start the process. */
export const stranger: Caller = { token: null, station: 'elsewhere', local: false }

/** Password of every user that tests make. */
export const password = 'a long enough passphrase'

/** A call with the contract's types; the core checks them again at run time. */
async function typedCall<N extends ProcedureName>(
  core: Core,
  caller: Caller,
  name: N,
  input: Input<N>
): Promise<Output<N>> {
  return (await core.call(caller, name, input)) as Output<N>
}

/** Make a store with its first administrator. */
export async function makeCore(): Promise<CoreFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'fabcase-core-'))
  const dir = join(folder, 'test.fabcase')
  const core = await openCore({ dir, create: 'test', worker, program: 'tests' })
  const local: Caller = { token: null, station: 'test', local: true }
  const made = await typedCall(core, local, 'people.setup', { login: 'admin', name: 'Ada Example', password })
  const admin: Caller = { token: made.token, station: 'test', local: true }
  const call: CoreFixture['call'] = (caller, name, input) => typedCall(core, caller, name, input)
  return {
    core,
    dir,
    admin,
    call,
    as: (name, input) => call(admin, name, input),
    async jobEnd(jobId) {
      for (;;) {
        const job = await call(admin, 'jobs.get', { id: jobId })
        if (job.state !== 'queued' && job.state !== 'running') return job
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    },
    async close() {
      await core.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
