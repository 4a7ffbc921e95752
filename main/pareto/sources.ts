import type { ParetoField, ParetoSource } from '@contract/pareto'
import type { Path } from './fields'

/** Where a source's things lie in memory. */
export interface SourceSpec<S extends ParetoSource = ParetoSource> {
  readonly table: string
  readonly fields: { readonly [F in ParetoField<S>]: Path }
  /** Column of the day a period is held against; null where things have none. */
  readonly day: readonly string[] | null
  /** Where the severity of a thing stands. */
  readonly severity?: readonly string[]
  /** What a record of the list is called: its number or name, and its title. */
  readonly label: readonly string[]
  readonly title?: readonly string[]
  /** Where a record opens: the screen, and the path to the id it is opened by (its own unless told). */
  readonly screen: string
  readonly opens?: readonly string[]
  /** Tables it is counted from, the one that its own rows are read with first. */
  readonly needs: readonly string[]
}

const periods = (steps: readonly string[]) =>
  ({
    month: { steps, derive: 'month' },
    quarter: { steps, derive: 'quarter' },
    year: { steps, derive: 'year' }
  }) as const

const named = (names: string, ...steps: readonly string[]): Path => ({ steps, names })
const plain = (...steps: readonly string[]): Path => ({ steps })

const viaCase = {
  case: named('case', 'caseId'),
  caseState: plain('caseId', 'case', 'state'),
  caseSeverity: plain('caseId', 'case', 'severity'),
  caseOwner: named('user', 'caseId', 'case', 'ownerId')
}

const viaSet = {
  lot: plain('lot'),
  product: plain('product'),
  program: plain('setId', 'set', 'program'),
  tester: plain('setId', 'set', 'tester'),
  set: named('set', 'setId'),
  case: named('case', 'setId', 'set', 'caseId'),
  ...periods(['setId', 'set', 'day'])
}

const setSource = {
  day: ['setId', 'set', 'day'],
  label: ['label'],
  title: ['setId', 'set', 'label'],
  opens: ['setId'],
  needs: ['set', 'case']
} as const

const complaintFields = {
  customer: named('customer', 'customerId'),
  country: plain('customerId', 'customer', 'country'),
  product: named('product', 'productId'),
  family: plain('productId', 'product', 'family'),
  lot: named('lot', 'lotId'),
  class1: named('class', 'class1'),
  class2: named('class', 'class2'),
  class3: named('class', 'class3'),
  defect: plain('defect'),
  supplier: named('supplier', 'supplierId'),
  lotSupplier: named('supplier', 'lotId', 'lot', 'supplierId'),
  channel: plain('channel'),
  ...viaCase,
  ...periods(['day'])
}

const complaintNeeds = [
  'complaint',
  'customer',
  'product',
  'supplier',
  'lot',
  'case',
  'user',
  'class'
] as const
const caseNeeds = ['case', 'customer', 'product', 'user'] as const

/** Every source of the contract: from which columns its fields are made. */
export const sources: { readonly [S in ParetoSource]: SourceSpec<S> } = {
  complaints: {
    table: 'complaint',
    fields: complaintFields,
    day: ['day'],
    severity: ['caseId', 'case', 'severity'],
    label: ['label'],
    title: ['title'],
    screen: '/complaints/',
    needs: complaintNeeds
  },
  items: {
    table: 'item',
    fields: {
      ...complaintFields,
      package: plain('productId', 'product', 'package'),
      lotKind: plain('lotId', 'lot', 'kind'),
      lotText: plain('lotText')
    },
    day: ['day'],
    severity: ['caseId', 'case', 'severity'],
    label: ['label'],
    title: ['title'],
    screen: '/complaints/',
    opens: ['complaintId'],
    needs: complaintNeeds
  },
  cases: {
    table: 'case',
    fields: {
      customer: named('customer', 'customerId'),
      country: plain('customerId', 'customer', 'country'),
      product: named('product', 'productId'),
      family: plain('productId', 'product', 'family'),
      caseState: plain('state'),
      caseSeverity: plain('severity'),
      caseOwner: named('user', 'ownerId'),
      lotText: plain('lotText'),
      case: named('case', 'id'),
      closedMonth: { steps: ['closedDay'], derive: 'month' },
      ...periods(['day'])
    },
    day: ['day'],
    severity: ['severity'],
    label: ['label'],
    title: ['title'],
    screen: '/cases/',
    needs: caseNeeds
  },
  actions: {
    table: 'action',
    fields: {
      actionKind: plain('kind'),
      actionState: plain('state'),
      owner: named('user', 'ownerId'),
      customer: named('customer', 'caseId', 'case', 'customerId'),
      product: named('product', 'caseId', 'case', 'productId'),
      dueMonth: { steps: ['due'], derive: 'month' },
      ...viaCase,
      ...periods(['day'])
    },
    day: ['day'],
    label: ['caseId', 'case', 'label'],
    title: ['label'],
    screen: '/cases/*/actions',
    opens: ['caseId'],
    needs: ['action', ...caseNeeds]
  },
  tasks: {
    table: 'task',
    fields: {
      taskState: plain('state'),
      owner: named('user', 'ownerId'),
      customer: named('customer', 'caseId', 'case', 'customerId'),
      product: named('product', 'caseId', 'case', 'productId'),
      dueMonth: { steps: ['due'], derive: 'month' },
      ...viaCase,
      ...periods(['day'])
    },
    day: ['day'],
    label: ['caseId', 'case', 'label'],
    title: ['label'],
    screen: '/cases/*/tasks',
    opens: ['caseId'],
    needs: ['task', ...caseNeeds]
  },
  causes: {
    table: 'cause',
    fields: {
      causeState: plain('state'),
      causeCategory: plain('category'),
      cause: plain('label'),
      diagramKind: plain('kind'),
      customer: named('customer', 'caseId', 'case', 'customerId'),
      product: named('product', 'caseId', 'case', 'productId'),
      ...viaCase,
      ...periods(['day'])
    },
    day: ['day'],
    label: ['label'],
    title: ['title'],
    screen: '/studio/',
    opens: ['place'],
    needs: ['cause', ...caseNeeds]
  },
  customers: {
    table: 'customer',
    fields: { country: plain('country'), customer: named('customer', 'id') },
    day: null,
    label: ['code'],
    title: ['label'],
    screen: '/customers/',
    needs: ['customer']
  },
  suppliers: {
    table: 'supplier',
    fields: {
      supplies: plain('supplies'),
      country: plain('country'),
      supplier: named('supplier', 'id')
    },
    day: null,
    label: ['code'],
    title: ['label'],
    screen: '/suppliers/',
    needs: ['supplier']
  },
  lots: {
    table: 'lot',
    fields: {
      lotKind: plain('kind'),
      product: named('product', 'productId'),
      family: plain('productId', 'product', 'family'),
      supplier: named('supplier', 'supplierId'),
      dateCode: plain('dateCode'),
      lot: named('lot', 'id')
    },
    day: null,
    label: ['label'],
    screen: '/lots/',
    needs: ['lot', 'product', 'supplier']
  },
  tools: {
    table: 'tool',
    fields: { toolKind: plain('kind'), area: plain('area'), tool: named('tool', 'id') },
    day: null,
    label: ['label'],
    title: ['title'],
    screen: '/tools/',
    needs: ['tool']
  },
  hardBins: {
    ...setSource,
    table: 'hardBin',
    fields: { ...viaSet, bin: plain('label'), binVerdict: plain('verdict') },
    screen: '/sets/'
  },
  softBins: {
    ...setSource,
    table: 'softBin',
    fields: { ...viaSet, bin: plain('label'), binVerdict: plain('verdict') },
    screen: '/sets/'
  },
  tests: { ...setSource, table: 'test', fields: { ...viaSet, test: plain('label') }, screen: '/sets/' },
  defects: {
    ...setSource,
    table: 'defect',
    fields: { ...viaSet, defectClass: plain('label'), wafer: plain('wafer') },
    screen: '/defects/'
  }
}

/** What of a source a question is about. */
export interface Asked {
  /** Names of fields; those that the source does not have are left out. */
  readonly fields: readonly string[]
  /** Severity is weighed by. */
  readonly severity?: boolean
}

/** Tables that must be in step for a question: those that no field asked for leads into are not even read. */
export function needed(source: ParetoSource, { fields, severity = false }: Asked): readonly string[] {
  const spec: SourceSpec = sources[source]
  const wanted = new Set(fields)
  const paths = [
    ...Object.entries<Path>(spec.fields).flatMap(([name, path]) => (wanted.has(name) ? [path] : [])),
    { steps: spec.day ?? [] },
    { steps: (severity ? spec.severity : undefined) ?? [] }
  ]
  // A path goes column, table, column, table ... and may end at a table that knows names.
  const met = new Set(
    paths.flatMap(({ steps, names }: Path) => [...steps.filter((_, i) => i % 2 === 1), names])
  )
  return spec.needs.filter((name, i) => i === 0 || met.has(name))
}
