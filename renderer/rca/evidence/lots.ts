/** So many lots in one piece of evidence. */
export const lotsMost = 2000

/** Lot numbers in what was typed or pasted: words between spaces, lines, tabs and marks of lists. */
export function lotsIn(text: string): string[] {
  return text
    .split(/[\s,;，；、]+/)
    .filter(word => word !== '')
    .map(word => word.slice(0, 100))
}
