export { call, connect, core } from './client'
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
export type { Reach, StageProgress, Transport } from './transport'
