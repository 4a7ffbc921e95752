import type { BuiltInRole } from './permissions'

/**
 * People one may sign in as in a demo store, with their passwords. They are invented, stand in every demo
 * store alike, and are shown on its sign-in screen; no other store knows them.
 */
export const demoPeople = [
  {
    role: 'engineer',
    login: 'erin.example',
    name: 'Erin Example',
    password: 'seven quiet reticles'
  },
  { role: 'lab', login: 'luo.example', name: 'Luo Ning Example', password: 'gloves on at dawn' },
  { role: 'lead', login: 'lea.example', name: 'Lea Example', password: 'every gate has a key' },
  {
    role: 'administrator',
    login: 'adam.example',
    name: 'Adam Example',
    password: 'backups before lunch'
  }
] as const satisfies readonly {
  readonly role: BuiltInRole
  readonly login: string
  readonly name: string
  readonly password: string
}[]

/** Words by which the guided tour finds its records in any demo store, whatever its seed. */
export const demoFinds = {
  /** The customer's own number of the complaint that the tour begins with. */
  complaint: 'AD-QN-20714',
  /** Words of the title of its case. */
  ringCase: 'Rds(on) above 135 mOhm',
  /** The test that its dies fail. */
  ringTest: 'RDSON_HS1',
  /** Words of the title of the case of the repeater. */
  repeaterCase: '同一光罩位置重复失效',
  /** Words of the title of the case of the test that drifts, and that test. */
  driftCase: 'VREF_2V5 creeps',
  driftTest: 'VREF_2V5'
} as const
