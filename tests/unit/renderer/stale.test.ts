import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { readAgain } from '../../../renderer/app/client/stale'

it('reads again what changed in the store while its first answer was on the way', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  let record = 'before'
  const lines: (() => void)[] = []
  const queryFn = async (): Promise<string> => {
    // What the core had when it was asked; it reaches the window later.
    const answer = record
    await new Promise<void>(done => lines.push(done))
    return answer
  }
  const seen: (string | undefined)[] = []
  const observer = new QueryObserver(client, { queryKey: ['cases.get', { id: '1' }], queryFn })
  const stop = observer.subscribe(({ data }) => seen.push(data))
  const arrive = async (): Promise<void> => {
    lines.shift()?.()
    await new Promise(done => setImmediate(done))
  }
  await new Promise(done => setImmediate(done))
  expect(lines).toHaveLength(1)
  record = 'after'
  readAgain(client, query => query.queryKey[0] === 'cases.get')
  await arrive()
  await arrive()
  expect(observer.getCurrentResult().data).toBe('after')

  record = 'later'
  readAgain(client, query => query.queryKey[0] === 'other.get')
  await arrive()
  expect(observer.getCurrentResult().data).toBe('after')
  readAgain(client, query => query.queryKey[0] === 'cases.get')
  await arrive()
  expect(observer.getCurrentResult().data).toBe('later')
  expect(lines).toEqual([])
  stop()
  client.clear()
})
