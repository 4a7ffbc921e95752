import type { Permission } from '@contract/permissions'
import type { Me } from '@contract/session'
import { createContext, useContext } from 'react'

/** Who is signed in; the gate provides it around everything inside the shell. */
export const MeContext = createContext<Me | null>(null)

/** The person who is signed in. Only inside the shell. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('useMe outside the gate')
  return me
}

/** Whether the person has a right; true for none asked. */
export function may(me: Me, permission: Permission | undefined): boolean {
  return permission === undefined || me.permissions.includes(permission)
}

/** `const mayWrite = useMay('cases.write')`. */
export function useMay(permission: Permission | undefined): boolean {
  return may(useMe(), permission)
}
