import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { coverageOf } from './coverage'

/** Weights that ship. */
export type Weight = 400 | 600

/** A font of a print: how the document calls it, its file, and what it has. */
export interface PrintFont {
  readonly name: string
  readonly bytes: Buffer
  readonly has: (code: number) => boolean
}

/** A piece of text in one font. */
export interface Run {
  readonly font: PrintFont
  readonly text: string
}

/** Stands for a character that no font has. */
const replacement = '\u25A1'

const packages = createRequire(import.meta.url)

/** Where the files lie, Latin first: in the packages as they are installed, also inside the archive of the app. */
const files: Readonly<Record<Weight, () => readonly string[]>> = {
  400: () => [
    packages.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    packages.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  ],
  600: () => [
    packages.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
    packages.resolve('@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf')
  ]
}

const read = new Map<Weight, readonly PrintFont[]>()

/** Reads the fonts, once in a thread: 20 MB. */
export async function loadFonts(): Promise<void> {
  for (const weight of [400, 600] as const) {
    if (read.has(weight)) continue
    const all = await Promise.all(files[weight]().map(file => readFile(file)))
    read.set(
      weight,
      all.map((bytes, i) => ({
        name: `${i === 0 ? 'latin' : 'chinese'}-${weight}`,
        bytes,
        has: coverageOf(bytes)
      }))
    )
  }
}

/** Characters that take no place of their own and need no glyph: joiners, selectors, byte order marks. */
const invisible = /^[\p{Cf}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]$/u

/** What these mean was agreed elsewhere; Inter keeps pictures of its own there. */
const privateUse = /^\p{Co}$/u

/**
 * Splits a text into runs of one font each. Characters no font has become a box; each is told to `missing`.
 * Combining marks stay in the font of their base where that has them.
 */
export function runsOf(text: string, weight: Weight, missing: Set<string>): readonly Run[] {
  const fonts = read.get(weight)
  if (fonts === undefined) throw new TypeError('loadFonts comes first')
  const runs: { font: PrintFont; text: string }[] = []
  for (const one of text) {
    if (invisible.test(one)) continue
    const shown = /^\p{Cc}$/u.test(one) ? ' ' : one
    const code = shown.codePointAt(0) ?? 0
    const last = runs.at(-1)
    // Blanks and marks go on in the font that is in use.
    const font =
      last !== undefined && /^[ \p{M}]$/u.test(shown) && last.font.has(code)
        ? last.font
        : privateUse.test(shown)
          ? undefined
          : fonts.find(each => each.has(code))
    if (font === undefined) missing.add(one)
    const used = font ?? fonts.at(-1)
    if (used === undefined) continue
    const drawn = font === undefined ? replacement : shown
    if (last?.font === used) last.text += drawn
    else runs.push({ font: used, text: drawn })
  }
  return runs
}
