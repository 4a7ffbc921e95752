import type { Input, Output, ProcedureName } from '@contract/index'
import { useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { call } from '../../app/client/index'

/** Rows that lie in the core; the grid says which it wants to see. */
export interface GridSource<Row> {
  /** Rows in all; null until the first answer. */
  readonly total: number | null
  /** The row at that place, undefined while it is on its way. */
  row(index: number): Row | undefined
  /** Rows [first, last] are about to be seen. */
  want(first: number, last: number): void
  /** An answer is on its way; what is shown may be of the filter before. */
  readonly busy: boolean
  readonly error: unknown
  retry(): void
}

const pageSize = 200

interface Held<Row> {
  readonly key: string
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly Row[]>
}

/**
 * A list of any length as a {@link GridSource}: pages of 200 rows, read as they come into view, kept
 * until events say they changed. While a new filter is on its way the rows before it stay.
 *
 * `useWindowOf('cases.list', { filter, sort }, output => output)`; offset and limit are added here.
 */
export function useWindowOf<N extends ProcedureName, Row>(
  name: N,
  input: Omit<Input<N>, 'offset' | 'limit'>,
  pick: (output: Output<N>) => { readonly total: number; readonly rows: readonly Row[] },
  options: { readonly topics?: readonly string[]; readonly enabled?: boolean } = {}
): GridSource<Row> {
  const key = JSON.stringify(input)
  const [range, setRange] = useState<readonly [number, number]>([0, 0])
  const [held, setHeld] = useState<Held<Row> | null>(null)
  const pages = Array.from({ length: range[1] - range[0] + 1 }, (_, i) => range[0] + i)
  const answers = useQueries({
    queries: pages.map(page => {
      // The two that every list takes besides its own input.
      const full = { ...input, offset: page * pageSize, limit: pageSize } as unknown as Input<N>
      return {
        queryKey: [name, full] as const,
        queryFn: () => call(name, full),
        enabled: options.enabled ?? true,
        meta: { topics: options.topics ?? [] }
      }
    })
  })
  const fresh = new Map<number, readonly Row[]>()
  let total: number | null = null
  for (const [i, answer] of answers.entries()) {
    const page = pages[i]
    if (answer.data === undefined || page === undefined) continue
    const picked = pick(answer.data)
    fresh.set(page, picked.rows)
    total = picked.total
  }
  const current = held !== null && (held.key === key || total === null) ? held : null
  const shown: Held<Row> | null =
    total === null
      ? current
      : { key, total, pages: new Map([...(current?.key === key ? current.pages : []), ...fresh]) }
  if (total !== null && shown !== null && differs(held, shown)) setHeld(shown)
  const want = useCallback((first: number, last: number) => {
    const next = [
      Math.max(0, Math.floor(first / pageSize)),
      Math.max(0, Math.floor(last / pageSize))
    ] as const
    setRange(now => (now[0] === next[0] && now[1] === next[1] ? now : next))
  }, [])
  const failed = answers.find(answer => answer.error !== null)
  return {
    total: shown?.total ?? null,
    row: index => shown?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    want,
    busy: answers.some(answer => answer.isFetching),
    error: failed?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.error !== null) void answer.refetch()
    }
  }
}

function differs<Row>(a: Held<Row> | null, b: Held<Row>): boolean {
  if (a === null || a.key !== b.key || a.total !== b.total || a.pages.size !== b.pages.size) return true
  for (const [page, rows] of b.pages) if (a.pages.get(page) !== rows) return true
  return false
}
