import type { Json } from '@contract/json'
import type { Row, SqlValue } from './types'

/** Reads one column; throws TypeError when SQLite holds something else there. */
export type Column<T> = (value: SqlValue | undefined, name: string) => T

const wrong = (name: string, wanted: string, value: unknown): TypeError =>
  new TypeError(`column ${name}: expected ${wanted}, found ${value === null ? 'null' : typeof value}`)

/** TEXT. */
export const text: Column<string> = (value, name) => {
  if (typeof value !== 'string') throw wrong(name, 'text', value)
  return value
}

/** INTEGER or REAL as a number; beyond 2^53 it throws instead of rounding. */
export const number: Column<number> = (value, name) => {
  if (typeof value === 'bigint' && BigInt.asIntN(54, value) === value) return Number(value)
  if (typeof value !== 'number') throw wrong(name, 'a number', value)
  return value
}

/** INTEGER 0 or 1. */
export const flag: Column<boolean> = (value, name) => {
  if (value !== 0 && value !== 1) throw wrong(name, '0 or 1', value)
  return value === 1
}

/** TEXT that holds JSON. */
export const json: Column<Json> = (value, name) => JSON.parse(text(value, name)) as Json

/** The same, or null. */
export function maybe<T>(column: Column<T>): Column<T | null> {
  return (value, name) => (value === null ? null : column(value, name))
}

type Values<S> = { readonly [K in keyof S]: S[K] extends Column<infer T> ? T : never }

/**
 * A reader of whole rows: `columns({ id: text, openedAt: maybe(text) })`. A key reads the column of its
 * name, or of its name in snake case (`opened_at`).
 */
export function columns<S extends Record<string, Column<unknown>>>(shape: S): (row: Row) => Values<S> {
  const fields = Object.entries(shape).map(([key, column]) => ({
    key,
    snake: key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    column
  }))
  return row => {
    const out: Record<string, unknown> = {}
    for (const { key, snake, column } of fields)
      out[key] = column(Object.hasOwn(row, key) ? row[key] : row[snake], key)
    return out as Values<S>
  }
}

/** TEXT that is one of a closed list. */
export function oneOf<const T extends readonly string[]>(list: T): Column<T[number]> {
  return (value, name) => {
    const found = list.find(item => item === value)
    if (found === undefined) throw wrong(name, `one of ${list.join(', ')}`, value)
    return found
  }
}

/** TEXT that holds a JSON list of strings. */
export const texts: Column<string[]> = (value, name) => {
  const list = json(value, name)
  if (!Array.isArray(list)) throw wrong(name, 'a list of texts', value)
  return list.filter(item => typeof item === 'string')
}
