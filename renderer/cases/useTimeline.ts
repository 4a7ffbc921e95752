import type { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { call } from '../app/client/index'

type Page = Output<'cases.timeline'>

const pageSize = 60

/** What happened to a case, newest first, page after page; events about the case read it again. */
export function useTimeline(id: string): UseInfiniteQueryResult<InfiniteData<Page>, FabError> {
  return useInfiniteQuery<Page, FabError, InfiniteData<Page>, readonly unknown[], number | undefined>({
    queryKey: ['cases.timeline', { id }],
    queryFn: ({ pageParam }) =>
      call('cases.timeline', {
        id,
        limit: pageSize,
        ...(pageParam === undefined ? {} : { before: pageParam })
      }),
    initialPageParam: undefined,
    getNextPageParam: last => (last.more ? last.entries.at(-1)?.seq : undefined),
    meta: { topics: ['task', 'action', 'comment', 'complaint', 'file', 'import', 'evidence', 'diagram'] }
  })
}
