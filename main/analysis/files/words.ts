import en from '@locales/en/analysis-file.json'
import zh from '@locales/zh-CN/analysis-file.json'

/** Texts of exported files. */
export type Words = typeof en

/** Texts of exported files in a language. */
export function wordsOf(language: 'en' | 'zh-CN'): Words {
  return language === 'en' ? en : zh
}

/** The columns of a table by their names. */
export function headed(words: Words, keys: readonly (keyof Words['columns'])[]): string[] {
  return keys.map(key => words.columns[key])
}

/** A number of single precision in as few digits as tell it from its neighbours. */
export function short(value: number): number {
  if (!Number.isFinite(value)) return value
  for (const digits of [6, 7, 8]) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === value) return shorter
  }
  return value
}
