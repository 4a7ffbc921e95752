import type { BuiltInRole } from './permissions'

/**
 * People one may sign in as in a demo store, with their passwords. They are invented, stand in every demo
 * store alike, and are shown on its sign-in screen; no other store knows them.
 */
export const demoPeople = [
  {
    role: 'engineer',
    login: 'erin.example',
    name: 'Erin Marsh (example)',
    password: 'seven quiet reticles'
  },
  { role: 'lab', login: 'luo.example', name: 'Luo Ning 罗宁 (example)', password: 'gloves on at dawn' },
  { role: 'lead', login: 'lea.example', name: 'Lea Castell (example)', password: 'every gate has a key' },
  {
    role: 'administrator',
    login: 'adam.example',
    name: 'Adam Brook (example)',
    password: 'backups before lunch'
  }
] as const satisfies readonly {
  readonly role: BuiltInRole
  readonly login: string
  readonly name: string
  readonly password: string
}[]
