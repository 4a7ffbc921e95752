import en from '@locales/en/desktop.json'
import enErrors from '@locales/en/errors.json'
import zh from '@locales/zh-CN/desktop.json'
import zhErrors from '@locales/zh-CN/errors.json'
import type { Fault } from '@contract/errors'

/** Languages of the interface. */
export type Language = 'en' | 'zh-CN'

type Leaf<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${K}` : Leaf<T[K], `${Path}${K}.`>
}[keyof T & string]

/** Dotted name of one text of `desktop.json`. */
export type TextKey = Leaf<typeof en>

const faults = { en: enErrors, 'zh-CN': zhErrors } satisfies Record<Language, typeof enErrors>

const languages = { en, 'zh-CN': zh } satisfies Record<Language, typeof en>

type Blanks = Readonly<Record<string, unknown>>

function find(tree: unknown, path: string): string | null {
  let node = tree
  for (const part of path.split('.')) {
    node =
      typeof node === 'object' && node !== null
        ? Object.entries(node).find(([key]) => key === part)?.[1]
        : null
  }
  return typeof node === 'string' ? node : null
}

function fill(template: string, blanks: Blanks): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = blanks[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole
  })
}

/** One text in the given language, its `{{blanks}}` filled. */
export function text(
  language: Language,
  key: TextKey,
  blanks: Readonly<Record<string, string | number>> = {}
): string {
  return fill(find(languages[language], key) ?? key, blanks)
}

/** What happened and what to do, for a fault that main itself has to show. */
export function faultText(
  language: Language,
  fault: Fault
): { readonly what: string; readonly todo: string } {
  const part = (name: string): string =>
    fill(find(faults[language], `${fault.key}.${name}`) ?? '', fault.details)
  return { what: part('what') === '' ? fault.key : part('what'), todo: part('do') }
}

/** The language to begin with: what was chosen before, else what the system speaks. */
export function firstLanguage(chosen: Language | null, system: string): Language {
  return chosen ?? (/^zh\b/i.test(system) ? 'zh-CN' : 'en')
}
