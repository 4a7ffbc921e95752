import type { ProcedureName } from '@contract/index'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../app/client/index'
import type { Ref, RefKind } from './kinds'

type Named = readonly (readonly [id: string, label: string])[]

const among = (ids: readonly string[]) => ({ where: { id: [...ids] }, limit: 50 })

/** Names of up to 50 records in one call; who is not among the answers is gone. */
const readers: Readonly<Record<RefKind, (ids: readonly string[]) => Promise<Named>>> = {
  customer: async ids => (await call('customers.list', among(ids))).rows.map(r => [r.id, r.name]),
  product: async ids => (await call('products.list', among(ids))).rows.map(r => [r.id, r.partNumber]),
  supplier: async ids => (await call('suppliers.list', among(ids))).rows.map(r => [r.id, r.name]),
  complaintClass: async ids =>
    (await call('complaintClasses.list', among(ids))).rows.map(r => [r.id, r.code]),
  lot: async ids => (await call('lots.list', among(ids))).rows.map(r => [r.id, r.lotNumber]),
  wafer: async ids => (await call('wafers.list', among(ids))).rows.map(r => [r.id, r.waferNumber]),
  tool: async ids => (await call('tools.list', among(ids))).rows.map(r => [r.id, r.code]),
  complaint: async ids =>
    (await call('complaints.list', among(ids))).rows.map(r => [r.id, `${r.number} ${r.title}`]),
  task: async ids => (await call('tasks.list', among(ids))).rows.map(r => [r.id, r.title]),
  action: async ids => (await call('actions.list', among(ids))).rows.map(r => [r.id, r.title]),
  case: async ids =>
    (await call('cases.names', { ids: [...ids] })).names.map(r => [r.id, `${r.number} ${r.title}`]),
  user: async () => (await call('people.directory', {})).people.map(p => [p.id, p.name])
}

interface Waiting {
  readonly id: string
  readonly tell: (label: string | null) => void
  readonly fail: (error: unknown) => void
}

const waiting = new Map<RefKind, Waiting[]>()

async function answer(kind: RefKind, batch: readonly Waiting[]): Promise<void> {
  const ids = [...new Set(batch.map(one => one.id))]
  for (let at = 0; at < ids.length; at += 50) {
    const part = ids.slice(at, at + 50)
    const concerned = batch.filter(one => part.includes(one.id))
    try {
      const names = new Map(await readers[kind](part))
      for (const one of concerned) one.tell(names.get(one.id) ?? null)
    } catch (error) {
      for (const one of concerned) one.fail(error)
    }
  }
}

/** The name of a record, null when it is gone. Calls of one moment travel together. */
export function labelOf({ kind, id }: Ref): Promise<string | null> {
  return new Promise((tell, fail) => {
    const queue = waiting.get(kind)
    if (queue !== undefined) {
      queue.push({ id, tell, fail })
      return
    }
    const fresh = [{ id, tell, fail }]
    waiting.set(kind, fresh)
    setTimeout(() => {
      waiting.delete(kind)
      void answer(kind, fresh)
    }, 4)
  })
}

/** Names by the capability whose events make them stale. */
const capabilities: Readonly<Record<RefKind, ProcedureName>> = {
  customer: 'customers.get',
  product: 'products.get',
  supplier: 'suppliers.get',
  complaintClass: 'complaintClasses.get',
  lot: 'lots.get',
  wafer: 'wafers.get',
  tool: 'tools.get',
  complaint: 'complaints.get',
  case: 'cases.names',
  task: 'tasks.list',
  action: 'actions.list',
  user: 'people.directory'
}

/** The name of a record: undefined on its way, null when it is gone. */
export function useLabel(ref: Ref | null): string | null | undefined {
  const answered = useQuery({
    queryKey: [ref === null ? 'none' : `${capabilities[ref.kind].split('.')[0] ?? ''}.label`, ref],
    queryFn: () => (ref === null ? null : labelOf(ref)),
    enabled: ref !== null
  })
  return answered.data
}
