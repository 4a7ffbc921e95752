import type { Json } from '@contract/json'

/** Text in one form only: NFC, and no half of a surrogate pair (UTF-8 could not keep it). */
export function plain(text: string): string {
  return text.toWellFormed().normalize('NFC')
}

/**
 * JSON in one form only: keys sorted by UTF-16 code unit, no white space, NFC, -0 as 0, keys without a
 * value left out. Two values that mean the same give the same text, so a hash of it means something.
 * Throws RangeError for numbers JSON does not have.
 */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return JSON.stringify(plain(value))
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`${String(value)} has no JSON form`)
      return JSON.stringify(value === 0 ? 0 : value)
    default:
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = new Map<string, string>()
  for (const [key, member] of Object.entries<Json | undefined>(value))
    if (member !== undefined) members.set(plain(key), canonicalJson(member))
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
