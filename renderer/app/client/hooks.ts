import { FabError } from '@contract/errors'
import type { Input, Output, ProcedureName } from '@contract/index'
import type { CoreEvent } from '@contract/wire'
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult
} from '@tanstack/react-query'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { call, core } from './client'
import { setToken } from './session'
import { readAgain } from './stale'
import { touches } from './topics'
import type { Reach } from './transport'

/** Faults worth a second try on their own; every other one is shown at once. */
const passing = new Set(['contract.offline', 'contract.closing'])

/** The cache of answers. Events decide what is stale; time does not. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 5 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && error instanceof FabError && passing.has(error.fault.key)
      },
      mutations: { networkMode: 'always', retry: false }
    }
  })
}

/** Settings of {@link useQueryOf}. */
export interface QueryOptions {
  /** False waits until something else is known. */
  readonly enabled?: boolean
  /** Topics of events, beyond the capability's own, that make the answer stale. */
  readonly topics?: readonly string[]
  /** Keep showing the answer to the last input while the next one is on its way (lists, filters). */
  readonly keep?: boolean
  /** Ask again every so many ms, for what events do not tell. */
  readonly every?: number
}

/**
 * Questions that are worth calling off once nobody waits: they keep a thread busy. Other answers
 * come so fast that they are kept for the next who asks.
 */
const isLong = (name: ProcedureName): boolean => /^(?:analysis|defects|faultTree)\./.test(name)

/** Key under which an answer is cached. */
export function keyOf<N extends ProcedureName>(name: N, input: Input<N>): readonly [N, Input<N>] {
  return [name, input]
}

/** The answer of a query, refreshed when an event says that it changed. */
export function useQueryOf<N extends ProcedureName>(
  name: N,
  input: Input<N>,
  options: QueryOptions = {}
): UseQueryResult<Output<N>, FabError> {
  return useQuery<Output<N>, FabError>({
    queryKey: keyOf(name, input),
    queryFn: asked => call(name, input, isLong(name) ? asked.signal : undefined),
    enabled: options.enabled ?? true,
    meta: { topics: options.topics ?? [] },
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.every === undefined ? {} : { refetchInterval: options.every })
  })
}

/**
 * A command: `const save = useCommand('cases.update')`, then `save.mutate(input)` or
 * `await save.mutateAsync(input)`. What it changed is refreshed by the core's own events.
 */
export function useCommand<N extends ProcedureName>(
  name: N,
  options: { readonly onSuccess?: (output: Output<N>, input: Input<N>) => void } = {}
): UseMutationResult<Output<N>, FabError, Input<N>> {
  return useMutation<Output<N>, FabError, Input<N>>({
    mutationKey: [name],
    mutationFn: input => call(name, input),
    ...(options.onSuccess === undefined ? {} : { onSuccess: options.onSuccess })
  })
}

/** Hear the core's events while mounted; `topic` narrows them. */
export function useCoreEvent(topic: string | null, listener: (event: CoreEvent) => void): void {
  const hear = useEffectEvent(listener)
  useEffect(
    () =>
      core().listen(event => {
        if (topic === null || event.topic === topic) hear(event)
      }),
    [topic]
  )
}

/** Whether the core answers, live. */
export function useReach(): Reach {
  return useSyncExternalStore(
    listener => core().onReach(listener),
    () => core().reach()
  )
}

/** Event data of a running job: only its bar moves, so lists of jobs need not be read again. */
function isTick(event: CoreEvent): boolean {
  return event.topic === 'job' && event.data?.state === 'running'
}

/**
 * Bind events to the cache: collected for a moment, then every stale answer is read again, and all of
 * them after the connection was lost. Returns unsubscribe.
 */
export function refreshByEvents(client: QueryClient): () => void {
  let waiting: CoreEvent[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = (): void => {
    const events = waiting
    waiting = []
    timer = null
    readAgain(client, ({ queryKey, meta }) => {
      const [name, input]: readonly unknown[] = queryKey
      const topics = (meta?.topics ?? []) as readonly string[]
      return typeof name === 'string' && events.some(event => touches(event, name, input, topics))
    })
  }
  const stopEvents = core().listen(event => {
    if (isTick(event)) return
    waiting.push(event)
    timer ??= setTimeout(flush, 60)
  })
  let before = core().reach()
  const stopReach = core().onReach(reach => {
    if (reach === 'online' && before === 'offline') void client.invalidateQueries()
    before = reach
  })
  // A session that ended shows itself as a fault of any query: the gate asks who we are, and signs in.
  const stopCache = client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || !(query.state.error instanceof FabError)) return
    const [name] = query.queryKey as readonly unknown[]
    if (query.state.error.fault.key === 'contract.signIn' && name !== 'session.me') {
      query.setState({ error: null, status: 'pending' })
      setToken(null)
    }
  })
  return () => {
    stopEvents()
    stopReach()
    stopCache()
    if (timer !== null) clearTimeout(timer)
  }
}
