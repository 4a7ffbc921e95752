import { dayFrom, momentOf, type DemoPlan } from './plan'
import { fillAnalyses } from './fill-analyses'
import { complaintInput, fillStory, type Told } from './fill-story'
import type { DemoHouse, Made } from './house'
import {
  customers,
  products,
  suppliers,
  tools,
  type CustomerKey,
  type ProductKey,
  type SupplierKey
} from './recipe/partners'
import { departments, people, type DepartmentKey, type PersonKey } from './recipe/people'
import { loose } from './recipe/stories'
import type { LotKey, PlannedLot } from './recipe/lots'
import { probedWafers, waferName, type FileGroup } from './wafers/files'
import { Script } from './script'

async function makePeople(house: DemoHouse, made: Made): Promise<void> {
  const chief = people.administrator
  const first = await house.call('administrator', 'people.setup', {
    login: chief.login,
    name: chief.name,
    password: chief.password
  })
  house.register('administrator', first.me.id)
  made.people.set('administrator', first.me.id)
  // A demo that asks for a password every quarter of an hour is shown to nobody.
  const policy = await house.call('administrator', 'people.policy', {})
  await house.call('administrator', 'people.setPolicy', { ...policy, idleMinutes: 0 })
  const ids = new Map<DepartmentKey, string>()
  for (const [key, department] of Object.entries(departments)) {
    const { id } = await house.call('administrator', 'departments.add', department)
    ids.set(key as DepartmentKey, id)
  }
  const { rows: roles } = await house.call('administrator', 'roles.list', {})
  const roleId = (key: string): string => {
    const role = roles.find(one => one.key === key)
    if (role === undefined) throw new TypeError(`no role ${key}`)
    return role.id
  }
  const others = Object.entries(people).filter(([key]) => key !== 'administrator')
  // Side by side: most of it is the hashing of passwords.
  const added = await Promise.all(
    others.map(async ([key, person]) => {
      const user = await house.call('administrator', 'people.addUser', {
        login: person.login,
        name: person.name,
        email: `${person.login}@fab.example`,
        password: person.password ?? house.anyPassword(),
        roleId: roleId(person.role),
        departmentId: ids.get(person.department) ?? null,
        keepPassword: true
      })
      return [key as PersonKey, user.id] as const
    })
  )
  for (const [key, id] of added) {
    house.register(key, id)
    made.people.set(key, id)
  }
  const chiefNow = (await house.call('administrator', 'people.users', {})).users.find(
    user => user.id === first.me.id
  )
  if (chiefNow === undefined) return
  await house.call('administrator', 'people.updateUser', {
    id: chiefNow.id,
    version: chiefNow.version,
    patch: { departmentId: ids.get(chief.department) ?? null, email: `${chief.login}@fab.example` }
  })
}

async function makeRegisters(house: DemoHouse, made: Made): Promise<void> {
  for (const [key, customer] of Object.entries(customers)) {
    const { id } = await house.call('lead', 'customers.add', customer)
    made.customers.set(key as CustomerKey, id)
  }
  for (const [key, supplier] of Object.entries(suppliers)) {
    const { id } = await house.call('lead', 'suppliers.add', supplier)
    made.suppliers.set(key as SupplierKey, id)
  }
  for (const [key, product] of Object.entries(products)) {
    const { id } = await house.call('engineer', 'products.add', product)
    made.products.set(key as ProductKey, id)
  }
  for (const tool of tools) await house.call('process', 'tools.add', tool)
}

/** Genealogy in words: lots have no edges of their own yet. */
function lotNotes(plan: DemoPlan, lot: PlannedLot): string {
  const from = lot.from?.map(key => plan.lots[key as LotKey].lotNumber).join(', ')
  return [
    lot.about,
    from === undefined ? undefined : `From lot 来自批次: ${from}`,
    lot.to === undefined ? undefined : `Shipped to 发往: ${customers[lot.to].name}`,
    'Invented for the demo. 演示虚构。'
  ]
    .filter(text => text !== undefined)
    .join('\n')
}

async function makeLot(house: DemoHouse, plan: DemoPlan, made: Made, lot: PlannedLot): Promise<void> {
  const { id } = await house.call('process', 'lots.add', {
    lotNumber: lot.lotNumber,
    kind: lot.kind,
    productId: lot.product === null ? null : (made.products.get(lot.product) ?? null),
    supplierId: lot.supplier === undefined ? null : (made.suppliers.get(lot.supplier) ?? null),
    quantity: lot.quantity,
    dateCode: lot.dateCode,
    notes: lotNotes(plan, lot)
  })
  made.lots.set(lot.key, id)
  for (const wafer of probedWafers.filter(one => one.lotKey === lot.key))
    await house.call('process', 'wafers.add', {
      waferNumber: waferName(wafer.number),
      lotId: id,
      slot: wafer.number
    })
}

async function importGroup(
  house: DemoHouse,
  plan: DemoPlan,
  group: FileGroup,
  caseId: string
): Promise<void> {
  const files = plan.data.flatMap((file, index) => (file.group === group ? [index] : []))
  const stageIds: string[] = []
  for (const file of files) stageIds.push(await house.stage(file))
  const { imports } = await house.call('lab', 'instruments.import', { stageIds, caseId })
  for (const { jobId } of imports) await house.jobEnd(jobId)
}

/** Fill an empty store with everything of a plan, as people would have done it, one thing after the other. */
export async function fillDemo(plan: DemoPlan, house: DemoHouse): Promise<void> {
  const made: Made = {
    people: new Map(),
    customers: new Map(),
    products: new Map(),
    suppliers: new Map(),
    lots: new Map()
  }
  const { now } = plan
  const script = new Script(house)
  house.setTime(plan.begins)
  await makePeople(house, made)
  script.at(new Date(plan.begins.getTime() + 3_600_000), () => makeRegisters(house, made))
  for (const lot of Object.values(plan.lots))
    script.at(momentOf(now, lot.day + 0.9), () => makeLot(house, plan, made, lot))
  const told: Told = {
    house,
    made,
    script,
    lotNumber: key => plan.lots[key].lotNumber,
    moment: days => momentOf(now, days),
    day: days => dayFrom(now, days),
    importGroup: (group, caseId) => importGroup(house, plan, group, caseId)
  }
  for (const story of plan.stories) fillStory(told, story)
  fillAnalyses(told)
  for (const complaint of loose)
    script.at(told.moment(complaint.received), async () => {
      await house.call('lead', 'complaints.add', complaintInput(told, complaint, null))
    })
  // What was told until yesterday has been seen; the bell rings for what is new.
  script.at(momentOf(now, 1.5), async () => {
    for (const person of made.people.keys()) await house.call(person, 'notices.read', { ids: [] })
  })
  await script.run()
}
