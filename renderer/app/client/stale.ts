import type { Query, QueryClient } from '@tanstack/react-query'

/**
 * Read answers again that something has made stale. One whose first reading is still on its way is read once more
 * after it: the core may have given it before the change, and the library would not ask twice.
 */
export function readAgain(client: QueryClient, isStale: (query: Query) => boolean): void {
  const first = client
    .getQueryCache()
    .findAll({ predicate: isStale, fetchStatus: 'fetching' })
    .filter(query => query.state.data === undefined)
  void client.invalidateQueries({ predicate: isStale })
  for (const { promise, queryKey } of first)
    promise?.then(
      () => client.invalidateQueries({ queryKey, exact: true }),
      () => undefined
    )
}
