/**
 * Entries that match what was typed, best first: the label begins with it, a word begins with it, it is
 * inside, its letters occur in order. All entries in their own order when nothing was typed.
 */
export function rankWords<T extends { readonly label: string; readonly words: string }>(
  entries: readonly T[],
  query: string
): readonly T[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return entries
  return entries
    .map(entry => ({ entry, rank: rankOf(entry, wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry)
}

/** True where the letters occur in order only: rather a record is meant that has the word itself. */
export function isFaint(entry: { readonly label: string; readonly words: string }, query: string): boolean {
  return rankOf(entry, query.trim().toLowerCase()) === 1
}

function rankOf(entry: { readonly label: string; readonly words: string }, wanted: string): number {
  const label = entry.label.toLowerCase()
  if (label.startsWith(wanted)) return 5
  if (label.split(/[\s/.-]+/).some(word => word.startsWith(wanted))) return 4
  if (label.includes(wanted)) return 3
  if (entry.words.toLowerCase().includes(wanted)) return 2
  let at = 0
  for (const letter of wanted) {
    at = label.indexOf(letter, at) + 1
    if (at === 0) return 0
  }
  return wanted.length > 1 ? 1 : 0
}
