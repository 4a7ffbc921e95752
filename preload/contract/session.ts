import { z } from 'zod'
import { command, query } from './define'
import { id, line, nothing } from './fields'
import { permissions } from './permissions'

/** The person who is signed in. */
export const me = z.object({
  id,
  login: z.string(),
  name: z.string(),
  role: z.string(),
  permissions: z.array(z.enum(permissions)),
  departmentId: id.nullable(),
  mustChangePassword: z.boolean(),
  /** Minutes without input after which the screen locks; 0 = never. */
  idleMinutes: z.number()
})

/** The person who is signed in. */
export type Me = z.infer<typeof me>

const password = z.string().max(1024)

/** Signing in and out on this workstation. */
export const session = {
  'session.signIn': command({
    input: z.object({ login: line(100), password, station: z.string().max(100).default('') }).strict(),
    output: z.object({ token: z.string(), me }),
    allow: 'anyone'
  }),
  'session.signOut': command({ input: nothing, output: nothing, allow: 'signedIn' }),
  'session.me': query({ input: nothing, output: me, allow: 'signedIn' }),
  /** Lock this session: nothing but unlocking and signing out is answered until then. */
  'session.lock': command({ input: nothing, output: nothing, allow: 'signedIn' }),
  /** Take the idle lock off: the same person's password again. */
  'session.unlock': command({ input: z.object({ password }).strict(), output: me, allow: 'signedIn' }),
  'session.changePassword': command({
    input: z.object({ current: password, next: password }).strict(),
    output: me,
    allow: 'signedIn'
  })
}
