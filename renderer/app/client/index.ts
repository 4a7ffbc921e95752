export { call, connect, core, stage } from './client'
export {
  keyOf,
  makeQueryClient,
  refreshByEvents,
  useCommand,
  useCoreEvent,
  useQueryOf,
  useReach
} from './hooks'
export { inheritSession, onToken, setToken, token } from './session'
export type { Reach, Transport } from './transport'
