import { useLocation } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { go } from '../app/navigation'
import { type ListState, readListState, writeListState } from './filter'

/** The list's filter and sort as the address has them, and the saved view they began with. */
export interface ListAddress {
  readonly state: ListState
  /** Id of a saved view, empty for none. */
  readonly view: string
  /** Change the address; with `replace` Back skips the step (typing). */
  set(state: ListState, options?: { readonly view?: string; readonly replace?: boolean }): void
}

/** Filter, sort and view live in the address, so that Back, reload and a copied link bring them again. */
export function useListState(): ListAddress {
  const { searchStr } = useLocation()
  const state = useMemo(() => readListState(searchStr), [searchStr])
  const view = useMemo(() => new URLSearchParams(searchStr).get('view') ?? '', [searchStr])
  const set = useCallback<ListAddress['set']>(
    (next, options = {}) => {
      go(addressOf(next, options.view ?? view), options.replace ?? false)
    },
    [view]
  )
  return { state, view, set }
}

/** The hash route of a list. */
function addressOf(state: ListState, view = ''): string {
  const query = writeListState(state)
  const parts = [query, view === '' ? '' : `view=${view}`].filter(part => part !== '')
  return parts.length === 0 ? '/cases' : `/cases?${parts.join('&')}`
}
