import type { AuditRowOut } from '@contract/audit'
import type { FabError } from '@contract/errors'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, useCoreEvent } from '../app/client/index'
import type { GridSource } from '../ui/grid/useWindowOf'
import type { askOf } from './filter'

const pageSize = 200

/** Rows that are read before they come into view. */
const ahead = 60

/** The trail from its newest entry on, read as it comes into view. */
export interface Trail {
  readonly source: GridSource<AuditRowOut>
  readonly rows: readonly AuditRowOut[]
  /** All that match are here. */
  readonly complete: boolean
  /** Older entries are being looked through; the text filter may pass many without a match. */
  readonly looking: boolean
  /** Entries were written since the first page was read. */
  readonly newer: boolean
  readonly refresh: () => void
}

/** @param ask filter as the contract takes it */
export function useTrail(ask: ReturnType<typeof askOf>): Trail {
  const client = useQueryClient()
  // Its own name: events must not read all pages again while somebody reads them.
  const queryKey = ['auditTrail', ask] as const
  const answer = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      call('audit.list', { ...ask, limit: pageSize, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    staleTime: Infinity,
    refetchOnWindowFocus: false
  })
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = answer
  const rows = data?.pages.flatMap(page => page.rows) ?? []
  const [wanted, setWanted] = useState(0)
  const short = hasNextPage && !isFetchingNextPage && rows.length < wanted + ahead && answer.error === null
  useEffect(() => {
    if (short) void fetchNextPage()
  }, [short, fetchNextPage, rows.length])

  const [newer, setNewer] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const newest = data?.pages[0]?.rows[0]?.seq ?? 0
  useCoreEvent(null, event => {
    if (event.topic === 'job' && event.data?.state === 'running') return
    timer.current ??= setTimeout(() => {
      timer.current = null
      call('audit.list', { ...ask, limit: 1 })
        .then(({ rows: [first] }) => {
          if (first !== undefined && first.seq > newest) setNewer(true)
        })
        .catch(() => undefined)
    }, 800)
  })
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    []
  )
  const refresh = (): void => {
    setNewer(false)
    void client.resetQueries({ queryKey })
  }

  const want = useCallback((_first: number, last: number) => {
    setWanted(last)
  }, [])
  const error: FabError | null = answer.error as FabError | null
  return {
    rows,
    complete: data !== undefined && !hasNextPage,
    looking: isFetchingNextPage,
    newer,
    refresh,
    source: {
      // Nothing found yet is no empty list while there is more to look through.
      total: data === undefined || (rows.length === 0 && hasNextPage) ? null : rows.length,
      row: index => rows[index],
      want,
      busy: answer.isFetching,
      error,
      retry: () => void answer.refetch()
    }
  }
}
