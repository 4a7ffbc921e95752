/** A person who can be mentioned. */
export interface Mentionable {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly active: boolean
}

/** A stretch of a comment: plain words, or the mention of a person. */
export interface Stretch {
  readonly text: string
  readonly personId: string | null
}

/**
 * Split a comment into words and mentions. A mention is `@` and the whole name of somebody in the
 * directory; the longest name that fits counts, and a longer word that only begins like a name is none.
 */
export function stretchesOf(text: string, people: readonly Mentionable[]): readonly Stretch[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length)
  const stretches: Stretch[] = []
  let plain = ''
  let at = 0
  while (at < text.length) {
    const found =
      text[at] === '@'
        ? byLength.find(
            person =>
              person.name !== '' &&
              text.startsWith(person.name, at + 1) &&
              !continues(text, at + 1 + person.name.length)
          )
        : undefined
    if (found === undefined) {
      plain += text[at] ?? ''
      at += 1
      continue
    }
    if (plain !== '') stretches.push({ text: plain, personId: null })
    plain = ''
    stretches.push({ text: `@${found.name}`, personId: found.id })
    at += 1 + found.name.length
  }
  if (plain !== '') stretches.push({ text: plain, personId: null })
  return stretches
}

/** A Latin letter or digit that goes on where a Latin name ended makes it another word. */
function continues(text: string, end: number): boolean {
  return /[A-Za-z0-9]/.test(text[end - 1] ?? '') && /[A-Za-z0-9]/.test(text[end] ?? '')
}

/** Who is mentioned, each once. */
export function mentionedIn(text: string, people: readonly Mentionable[]): string[] {
  return [
    ...new Set(
      stretchesOf(text, people)
        .map(stretch => stretch.personId)
        .filter(id => id !== null)
    )
  ]
}

/** The mention being typed: where its `@` stands and what follows it up to the cursor. */
export interface Typing {
  readonly start: number
  readonly query: string
}

/** The mention being typed at the cursor, or null. An `@` inside a word (an address) begins none. */
export function typingAt(text: string, cursor: number): Typing | null {
  const start = text.lastIndexOf('@', cursor - 1)
  if (start < 0 || /[A-Za-z0-9]/.test(text[start - 1] ?? '')) return null
  const query = text.slice(start + 1, cursor)
  return query.length <= 40 && !/[\n@]/.test(query) ? { start, query } : null
}

/** Who fits what is typed, best first: names that begin so, then names and logins that hold it. */
export function fitting(query: string, people: readonly Mentionable[]): readonly Mentionable[] {
  const wanted = query.toLowerCase()
  const rank = (person: Mentionable): number => {
    const name = person.name.toLowerCase()
    if (name.startsWith(wanted) || person.login.toLowerCase().startsWith(wanted)) return 0
    return name.includes(wanted) || person.login.toLowerCase().includes(wanted) ? 1 : 2
  }
  return people
    .filter(person => person.active && rank(person) < 2)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, 8)
}
