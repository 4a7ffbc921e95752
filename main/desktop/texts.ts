import en from '@locales/en/desktop.json'
import zh from '@locales/zh-CN/desktop.json'
import { fill, type Language, languageOf, type Leaf, lookUp } from '../core/texts'

export { faultText, type Language } from '../core/texts'

/** Dotted name of one text of `desktop.json`. */
export type TextKey = Leaf<typeof en>

const languages = { en, 'zh-CN': zh } satisfies Record<Language, typeof en>

/** One text in the given language, its `{{blanks}}` filled. */
export function text(
  language: Language,
  key: TextKey,
  blanks: Readonly<Record<string, string | number>> = {}
): string {
  return fill(lookUp(languages[language], key) ?? key, blanks)
}

/** The language to begin with: what was chosen before, else what the system speaks. */
export function firstLanguage(chosen: Language | null, system: string): Language {
  return chosen ?? languageOf(system)
}
