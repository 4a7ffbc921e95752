import { FabError } from '@contract/errors'
import type { Input, Output, ProcedureName } from '@contract/index'
import type { StagedFile } from '../../../preload/bridge'
import { markedName } from '../../demo/mark'
import { HttpTransport } from './http'
import { PortTransport } from './port'
import { setToken, token } from './session'
import type { Transport } from './transport'

let transport: Transport | null = null

/** Choose the way to the core once, before anything is called. Tests may hand in their own. */
export function connect(own?: Transport): Transport {
  transport ??= marking(
    own ?? (window.fabcase === undefined ? new HttpTransport() : new PortTransport(window.fabcase))
  )
  return transport
}

/** Files made out of a demo store say so in their names. */
function marking(made: Transport): Transport {
  const save = made.save.bind(made)
  made.save = file => save({ ...file, name: markedName(file.name) })
  return made
}

/** The way to the core. */
export function core(): Transport {
  return transport ?? connect()
}

/**
 * Call a procedure of the contract outside React. Rejects with a FabError, never with anything else.
 * Components use `useQueryOf` and `useCommand`.
 */
export async function call<N extends ProcedureName>(
  name: N,
  input: Input<N>,
  signal?: AbortSignal
): Promise<Output<N>> {
  return guarded(name, async () => (await core().call(name, input, signal)) as Output<N>)
}

/** Hand one file over; see {@link Transport.stage}. */
export function stage(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<StagedFile> {
  return guarded('stage', () => core().stage(file, onSent, signal))
}

async function guarded<T>(name: string, work: () => Promise<T>): Promise<T> {
  const bearer = token()
  try {
    return await work()
  } catch (error) {
    if (error instanceof FabError) {
      // A session that ended shows itself by any call, also by the save of somebody who only types. A
      // late answer to an earlier session says nothing about the present one.
      if (error.fault.key === 'contract.signIn' && bearer !== null && token() === bearer) setToken(null)
      throw error
    }
    throw new FabError('contract.internal', { reference: name }, { cause: error })
  }
}
