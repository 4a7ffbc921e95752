/** Two letters of a Latin name, the last two characters of a Chinese one: what fits a small circle. */
export function initials(name: string): string {
  const bare = name.trim()
  if (/^[\p{Script=Han}·\s]+$/u.test(bare)) return bare.replace(/[\s·]/g, '').slice(-2)
  const words = bare.split(/[\s.]+/).filter(word => word !== '')
  const letter = (word: string | undefined): string => Array.from(word ?? '')[0] ?? ''
  const first = letter(words[0])
  const last = words.length > 1 ? letter(words.at(-1)) : ''
  return (first + last).toUpperCase()
}
