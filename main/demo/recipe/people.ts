import { demoPeople } from '@contract/demo'
import type { BuiltInRole } from '@contract/permissions'

/** A person of the demo fab. */
export interface PlannedPerson {
  readonly login: string
  readonly name: string
  readonly role: BuiltInRole
  readonly department: DepartmentKey
  /** The stated password; null for people nobody signs in as. */
  readonly password: string | null
}

/** Departments by key. */
export const departments = {
  quality: { name: 'Customer quality 客户质量', code: 'CQ' },
  lab: { name: 'Failure analysis lab 失效分析室', code: 'FA' },
  product: { name: 'Product and test 产品与测试', code: 'PT' },
  process: { name: 'Process integration 工艺整合', code: 'PI' }
} as const

/** Key of {@link departments}. */
export type DepartmentKey = keyof typeof departments

const [engineer, lab, lead, administrator] = demoPeople

const stated = (of: (typeof demoPeople)[number], department: DepartmentKey) => ({
  login: of.login,
  name: of.name,
  role: of.role,
  department,
  password: of.password
})

/** Everybody; all of them invented. */
export const people = {
  administrator: stated(administrator, 'quality'),
  engineer: stated(engineer, 'quality'),
  lab: stated(lab, 'lab'),
  lead: stated(lead, 'quality'),
  test: {
    login: 'chen.example',
    name: 'Chen Yu Example',
    role: 'engineer',
    department: 'product',
    password: null
  },
  process: {
    login: 'priya.example',
    name: 'Priya Example',
    role: 'engineer',
    department: 'process',
    password: null
  }
} as const satisfies Record<string, PlannedPerson>

/** Key of {@link people}. */
export type PersonKey = keyof typeof people
