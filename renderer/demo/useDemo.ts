import type { StoreState } from '@contract/stores'
import { useQueryOf } from '../app/client/index'

/** The open store where it is a demo, else null. */
export function useDemo(): NonNullable<StoreState['open']> | null {
  const state = useQueryOf('stores.state', {}, { topics: ['store', 'session'] })
  const open = state.data?.open ?? null
  return open?.demo === null ? null : open
}
