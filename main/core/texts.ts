import en from '@locales/en/errors.json'
import zh from '@locales/zh-CN/errors.json'
import type { Fault } from '@contract/errors'
import type { Json } from '@contract/json'

/** Languages FabCase speaks. */
export type Language = 'en' | 'zh-CN'

/** Dotted names of the texts of a namespace. */
export type Leaf<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${K}` : Leaf<T[K], `${Path}${K}.`>
}[keyof T & string]

/** The text of that dotted name; null where there is none. */
export function lookUp(tree: unknown, path: string): string | null {
  let node = tree
  for (const part of path.split('.'))
    node =
      typeof node === 'object' && node !== null && Object.hasOwn(node, part) ? Reflect.get(node, part) : null
  return typeof node === 'string' ? node : null
}

/** A blank, and what it counts: `{{wafers, count(one: wafer; other: wafers)}}`. */
const blank = /\{\{(\w+)(?:, count\(one: ([^;)]+); other: ([^)]+)\))?\}\}/g

/** The text with its `{{blanks}}` filled; a blank nobody fills stays. */
export function fill(template: string, blanks: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(blank, (whole, name: string, one?: string, other?: string) => {
    const value = Object.hasOwn(blanks, name) ? blanks[name] : undefined
    if (typeof value !== 'string' && typeof value !== 'number') return whole
    const noun = String(value) === '1' ? one : other
    return noun === undefined ? String(value) : `${String(value)} ${noun}`
  })
}

/** What happened and what to do about it. */
export function faultText(language: Language, { key, details }: Fault): { what: string; todo: string } {
  const texts = language === 'en' ? en : zh
  const blanks = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, localMoment(value)])
  )
  const todo = typeof details['address'] === 'string' ? lookUp(texts, `${key}.doAt`) : null
  return {
    what: fill(lookUp(texts, `${key}.what`) ?? key, blanks),
    todo: fill(todo ?? lookUp(texts, `${key}.do`) ?? '', blanks)
  }
}

/** A moment (ISO UTC) as clocks of this machine show it, `2026-11-21 14:05`; anything else as it is. */
function localMoment(value: Json): Json {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value
  // Swedish writes dates as ISO 8601 does.
  return new Date(value).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}

/** The language of LC_ALL, LC_MESSAGES, LANG or `--lang`: Chinese of any kind, else English. */
export function languageOf(asked: string | undefined): Language {
  return /^zh\b|^zh_/i.test(asked ?? '') ? 'zh-CN' : 'en'
}
