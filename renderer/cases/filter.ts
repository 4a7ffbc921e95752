import { caseFilter, type CaseFilter, caseSorts } from '@contract/cases'
import { addDays, isDay } from '../ui/days'

/** Column that the list can be sorted by. */
export type CaseSort = (typeof caseSorts)[number]

/** Due days asked for: by name, so that a saved view still means today's tomorrow, or one fixed day. */
export const dueRanges = ['overdue', 'today', 'week', 'month'] as const

/** What the list shows and in which order, as it stands in the address. */
export interface ListState {
  /** Everything but the due day, which is in {@link ListState.due}. */
  readonly filter: CaseFilter
  /** One of {@link dueRanges}, an ISO day, or empty. */
  readonly due: string
  readonly sort: CaseSort
  readonly descending: boolean
}

const nothing: CaseFilter = caseFilter.parse({})

/** Every case, last change first. */
export const plainList: ListState = { filter: nothing, due: '', sort: 'updatedAt', descending: true }

const many = {
  state: 'states',
  severity: 'severities',
  owner: 'ownerIds',
  customer: 'customerIds',
  product: 'productIds'
} as const

/** Read the address's query (`?q=leak&state=analysis,action&open=1&sort=-due`); what makes no sense is left out. */
export function readListState(query: string): ListState {
  const params = new URLSearchParams(query)
  const lists = Object.fromEntries(
    Object.entries(many).map(([param, field]) => [
      field,
      (params.get(param) ?? '').split(',').filter(value => value !== '')
    ])
  )
  const wanted: Record<string, unknown> = {
    text: (params.get('q') ?? '').slice(0, 200),
    openOnly: params.get('open') === '1',
    mine: params.get('mine') === '1'
  }
  // One value at a time, so that a bad one does not throw the others away.
  for (const [field, values] of Object.entries(lists)) {
    const good = values.filter(value => caseFilter.safeParse({ [field]: [value] }).success)
    if (caseFilter.safeParse({ [field]: good }).success) wanted[field] = good
  }
  const due = params.get('due') ?? ''
  const [, minus, column] = /^(-?)(\w+)$/.exec(params.get('sort') ?? '') ?? []
  const sort = caseSorts.find(known => known === column)
  return {
    filter: caseFilter.parse(wanted),
    due: (dueRanges as readonly string[]).includes(due) || isDay(due) ? due : '',
    sort: sort ?? plainList.sort,
    descending: sort === undefined ? plainList.descending : minus === '-'
  }
}

/** The same as a query without its `?`; empty for {@link plainList}. Keys stand in a fixed order. */
export function writeListState({ filter, due, sort, descending }: ListState): string {
  const params = new URLSearchParams()
  if (filter.text !== '') params.set('q', filter.text)
  for (const [param, field] of Object.entries(many)) {
    if (filter[field].length > 0) params.set(param, filter[field].join(','))
  }
  if (due !== '') params.set('due', due)
  if (filter.openOnly) params.set('open', '1')
  if (filter.mine) params.set('mine', '1')
  if (sort !== plainList.sort || descending !== plainList.descending)
    params.set('sort', `${descending ? '-' : ''}${sort}`)
  return params.toString().replaceAll('%2C', ',')
}

/** What the core is asked: the due range becomes a day, and what is late or due must still be open. */
export function filterAt({ filter, due }: ListState, today: string): CaseFilter {
  if (due === '') return filter
  const days: Readonly<Record<string, string>> = {
    overdue: addDays(today, -1),
    today,
    week: addDays(today, 7),
    month: addDays(today, 30)
  }
  return { ...filter, openOnly: true, dueBy: days[due] ?? due }
}

/** How many narrowing choices are made, the text left out. */
export function choicesMade({ filter, due }: ListState): number {
  const lists = Object.values(many).filter(field => filter[field].length > 0).length
  return lists + Number(filter.openOnly) + Number(filter.mine) + Number(due !== '')
}
