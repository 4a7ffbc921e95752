import { FabError } from '@contract/errors'
import type { PeoplePolicy } from '@contract/people'
import { weaknesses, type Whose } from './password-rules'

/** FabError people.weakPassword with every reason. `current` is the password it replaces, where known. */
export function requireGoodPassword(
  password: string,
  policy: PeoplePolicy,
  whose: Whose,
  current?: string
): void {
  const reasons = weaknesses(password, policy.minLength, whose, current)
  if (reasons.length > 0) throw new FabError('people.weakPassword', { minLength: policy.minLength, reasons })
}
