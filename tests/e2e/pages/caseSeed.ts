import type { Output } from '../../../preload/contract/index'
import type { RunningHost } from '../harness'

/** An example engineer who may do everything with records. */
export const engineer = { login: 'anna.novak', name: 'Anna Novak', password: 'seven quiet herons' }

/** What {@link seedCases} made. */
export interface Seed {
  readonly engineerId: string
  readonly chiefId: string
  readonly customers: readonly string[]
  readonly products: readonly string[]
  readonly cases: readonly Output<'cases.add'>[]
}

/** The day `count` days from now. */
export function dayFromNow(count: number): string {
  return new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10)
}

const titles = [
  'IDDQ leakage at −40 °C after reflow',
  '回流焊后 VDD 对地短路',
  'Wrong marking: date code unreadable on reel 3',
  '高温老化后功耗异常，批次 LOT-004512',
  'Open pin 17 found at incoming inspection',
  'Burn marks near ESD diode, EOS suspected',
  '晶圆边缘良率偏低 LOT-A595',
  'Missing HIC card in two boxes',
  'Output voltage drifts after 500 h HTOL',
  'Scratch on package surface, tray 12'
]

const description = `Customer reports 14 of 3,000 pieces failing IDDQ at cold test, all from date code 2614.
Found at incoming inspection on the customer's own tester; our outgoing test at 25 °C passes.

Is: lot LOT-004512, wafers 3 to 7, edge dies. Is not: lots before 2610, other test sites.`

/** Invented people, customers, products and so many cases, made through the contract. */
export async function seedCases(host: RunningHost, count: number): Promise<Seed> {
  const { call } = host
  const { rows: roles } = await call('roles.list', {})
  const roleId = roles.find(role => role.key === 'engineer')?.id ?? ''
  const known = await call('people.directory', {})
  const chiefId = known.people[0]?.id ?? ''
  const added = await call('people.addUser', {
    ...engineer,
    email: 'anna.novak@fab.example',
    roleId,
    departmentId: null
  })
  const customers: string[] = []
  for (const [code, name] of [
    ['EXM', 'Example Motors GmbH'],
    ['HXD', '华信达电子（示例）'],
    ['NWT', 'Northwind Telecom (example)']
  ] as const) {
    customers.push((await call('customers.add', { code, name, country: '' })).id)
  }
  const products: string[] = []
  for (const partNumber of ['FC7801-Q100', 'FC7802-B', 'PM3300-T7']) {
    products.push((await call('products.add', { partNumber })).id)
  }
  const cases: Output<'cases.add'>[] = []
  const pick = <T>(list: readonly T[], at: number): T | null => list[at % (list.length + 1)] ?? null
  for (let i = 0; i < count; i++) {
    cases.push(
      await call('cases.add', {
        title: `${titles[i % titles.length] ?? ''}${i < titles.length ? '' : ` (${i})`}`,
        severity: (['critical', 'major', 'minor'] as const)[(i * 7) % 3] ?? 'major',
        customerId: pick(customers, i),
        productId: pick(products, i + 1),
        ownerId: pick([chiefId, added.id], i),
        lotText: i % 3 === 0 ? `LOT-00${4500 + i}` : '',
        due: i % 4 === 3 ? null : dayFromNow((i % 9) - 3),
        description: i % 2 === 0 ? description : ''
      })
    )
  }
  return { engineerId: added.id, chiefId, customers, products, cases }
}

/** Fill one case with everything a workspace shows. */
export async function seedWorkspace(host: RunningHost, seed: Seed): Promise<void> {
  const { call } = host
  const first = seed.cases[0]
  if (first === undefined) return
  const caseId = first.id
  await call('complaints.add', {
    title: 'IDDQ fails at cold, 14 of 3,000',
    customerId: seed.customers[0] ?? null,
    customerRef: 'Q1-2026-00871',
    caseId,
    receivedAt: new Date(Date.now() - 4 * 86_400_000).toISOString(),
    channel: 'email',
    contact: 'J. Example',
    words: 'Dear quality team,\n\nwe found 14 pcs failing IDDQ at −40 °C.\n请尽快回复，产线已停。',
    items: [
      {
        productId: seed.products[0] ?? null,
        lotText: 'D/C 2614',
        defect: 'IDDQ > 12 µA at −40 °C',
        complained: 14,
        delivered: 3000,
        returned: 5
      }
    ]
  })
  await call('complaints.add', {
    title: '回流焊后冷态漏电',
    customerId: seed.customers[1] ?? null,
    receivedAt: new Date(Date.now() - 86_400_000).toISOString(),
    channel: 'phone',
    words: '回流焊之后有三颗芯片在低温下漏电，请确认批次。'
  })
  const actions = [
    ['containment', 'Block stock of date code 2614 at three warehouses', -2, 'implemented', seed.chiefId],
    ['containment', 'Sort 12,000 pcs in transit at cold', 1, 'doing', seed.engineerId],
    ['corrective', '更换 ESD 二极管离子注入腔体 C2 的部件', 12, 'planned', null],
    ['corrective', 'Add cold IDDQ to outgoing test', -1, 'planned', seed.chiefId],
    ['preventive', 'Read across to FC7802', 30, 'effective', seed.engineerId],
    ['correction', 'Replace 14 pieces', -5, 'ineffective', seed.engineerId]
  ] as const
  for (const [kind, title, due, state, ownerId] of actions) {
    await call('actions.add', { caseId, kind, title, due: dayFromNow(due), state, ownerId })
  }
  await call('tasks.add', {
    caseId,
    title: 'Ask for five failing pieces',
    due: dayFromNow(0),
    ownerId: seed.chiefId
  })
  await call('tasks.add', { caseId, title: '向测试部调取 LOT-004512 的 STDF', ownerId: seed.engineerId })
  const done = await call('tasks.add', { caseId, title: 'Confirm receipt to customer', due: dayFromNow(-4) })
  await call('tasks.update', { id: done.id, version: done.version, patch: { state: 'done' } })
  await call('cases.comment', {
    id: caseId,
    text: `@${engineer.name} can you pull the STDF of LOT-004512? 请看第 3 至 7 片。`,
    mentionIds: [seed.engineerId]
  })
  const found = await call('cases.get', { id: caseId })
  const triage = await call('cases.setState', { id: caseId, version: found.case.version, state: 'triage' })
  await call('cases.setState', { id: caseId, version: triage.version, state: 'analysis' })
}
