import { z } from 'zod'
import { command, query } from './define'
import { id, instant, line, lineOrEmpty, nothing, version } from './fields'
import { permissions } from './permissions'
import { register } from './register'
import { me } from './session'

/** What an administrator sees of a user. */
export const user = z.object({
  id,
  version,
  login: z.string(),
  name: z.string(),
  email: z.string(),
  roleId: id,
  departmentId: id.nullable(),
  state: z.enum(['active', 'disabled']),
  mustChangePassword: z.boolean(),
  /** Null = never signed in, so it may still be removed. */
  lastSignInAt: instant.nullable(),
  /** Sign-in is refused until then after too many wrong passwords. */
  lockedUntil: instant.nullable(),
  createdAt: instant
})

/** What an administrator sees of a user. */
export type User = z.infer<typeof user>

const login = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\s\p{C}]+$/u)
const password = z.string().max(1024)
const userFields = {
  name: line(100),
  email: lineOrEmpty(200),
  roleId: id,
  departmentId: id.nullable()
}

/** Rules an administrator sets for all. */
export const policy = z.object({
  minLength: z.number().int().min(8).max(128),
  /** Minutes without input until the screen locks; 0 = never. */
  idleMinutes: z.number().int().min(0).max(480),
  /** Hours until a session ends whatever happens. */
  sessionHours: z.number().int().min(1).max(72),
  /** Days until a password must be changed; 0 = never. */
  passwordDays: z.number().int().min(0).max(3650)
})

/** Rules an administrator sets for all. */
export type PeoplePolicy = z.infer<typeof policy>

/** What holds for the whole site besides the rules of signing in. */
export const site = z
  .object({
    /** ISO 4217 code of the currency in which costs are written; changing it converts nothing. */
    currency: z.string().regex(/^[A-Z]{3}$/)
  })
  .strict()

/** What holds for the whole site. */
export type Site = z.infer<typeof site>

/** Users, departments, roles and the rules for them. */
export const people = {
  'people.setup': command({
    input: z.object({ login, name: line(100), password }).strict(),
    output: z.object({ token: z.string(), me }),
    allow: 'setup'
  }),
  'people.users': query({
    input: nothing,
    output: z.object({ users: z.array(user) }),
    allow: 'people.manage'
  }),
  /** Names for pick lists and mentions. */
  'people.directory': query({
    input: nothing,
    output: z.object({
      people: z.array(
        z.object({
          id,
          login: z.string(),
          name: z.string(),
          departmentId: id.nullable(),
          active: z.boolean()
        })
      )
    }),
    allow: 'records.read'
  }),
  'people.addUser': command({
    input: z
      .object({
        login,
        password,
        ...userFields,
        /** The password need not be changed at the first sign-in. People of a demo store only: theirs are stated. */
        keepPassword: z.literal(true).optional()
      })
      .strict(),
    output: user,
    allow: 'people.manage'
  }),
  'people.updateUser': command({
    input: z.object({ id, version, patch: z.object(userFields).partial().strict() }).strict(),
    output: user,
    allow: 'people.manage'
  }),
  'people.resetPassword': command({
    input: z.object({ id, version, password }).strict(),
    output: user,
    allow: 'people.manage'
  }),
  'people.disableUser': command({
    input: z.object({ id, version }).strict(),
    output: user,
    allow: 'people.manage'
  }),
  'people.enableUser': command({
    input: z.object({ id, version }).strict(),
    output: user,
    allow: 'people.manage'
  }),
  'people.unlockUser': command({ input: z.object({ id }).strict(), output: user, allow: 'people.manage' }),
  /** Only a user who never signed in and is named by no record. */
  'people.removeUser': command({
    input: z.object({ id, version }).strict(),
    output: nothing,
    allow: 'people.manage'
  }),
  'people.policy': query({ input: nothing, output: policy, allow: 'signedIn' }),
  'people.setPolicy': command({ input: policy, output: policy, allow: 'people.manage' }),
  'people.site': query({ input: nothing, output: site, allow: 'signedIn' }),
  'people.setSite': command({ input: site, output: site, allow: 'people.manage' }),
  ...register(
    'departments',
    { name: line(100), code: lineOrEmpty(20) },
    { read: 'records.read', write: 'people.manage' }
  ),
  ...register(
    'roles',
    {
      name: line(100),
      /** Key of a built-in role, empty for the site's own. */
      key: lineOrEmpty(40),
      permissions: z.array(z.enum(permissions))
    },
    { read: 'records.read', write: 'people.manage' }
  )
}
