/** Texts of a column, each kept once: a row holds the place of its text. */
export interface TextColumn {
  readonly codes: number[]
  readonly texts: string[]
}

/** One thing to be counted, with what is known of it. */
export interface Fact {
  readonly key: string
  readonly texts: readonly string[]
  /** NaN where there is none. */
  readonly numbers: readonly number[]
}

class Texts implements TextColumn {
  readonly codes: number[] = []
  readonly texts: string[] = []
  readonly #known = new Map<string, number>()

  code(text: string): number {
    let code = this.#known.get(text)
    if (code === undefined) {
      code = this.texts.push(text) - 1
      this.#known.set(text, code)
    }
    return code
  }
}

/**
 * Things of one kind as columns in memory. A record of the store may stand for several things (the items of a
 * complaint), so rows are put and taken by the record they come from.
 */
export class FactTable {
  /** Changes with every put and remove. */
  version = 0
  readonly keys: string[] = []
  /** 1 for rows that stand; those of removed records stay empty. */
  readonly alive: number[] = []
  readonly #texts: ReadonlyMap<string, Texts>
  readonly #numbers: ReadonlyMap<string, number[]>
  readonly #owned = new Map<string, number[]>()
  readonly #places = new Map<string, number>()

  constructor(texts: readonly string[], numbers: readonly string[] = []) {
    this.#texts = new Map(texts.map(name => [name, new Texts()]))
    this.#numbers = new Map(numbers.map(name => [name, []]))
  }

  /** Rows, those that were removed among them. */
  get length(): number {
    return this.keys.length
  }

  /** A column of texts; TypeError where there is none of that name. */
  text(name: string): TextColumn {
    const column = this.#texts.get(name)
    if (column === undefined) throw new TypeError(`no column ${name}`)
    return column
  }

  /** A column of numbers; TypeError where there is none of that name. */
  number(name: string): readonly number[] {
    const column = this.#numbers.get(name)
    if (column === undefined) throw new TypeError(`no column ${name}`)
    return column
  }

  /** Row of a thing by its key. */
  placeOf(key: string): number | undefined {
    return this.#places.get(key)
  }

  has(owner: string): boolean {
    return this.#owned.has(owner)
  }

  owners(): IterableIterator<string> {
    return this.#owned.keys()
  }

  /**
   * Put the things of a record in the place of those it had. Texts and numbers in the order of the columns. Places
   * stay, so rows stand in the order in which their records were first seen, which is that of their ids.
   */
  put(owner: string, facts: readonly Fact[]): void {
    const had = this.#owned.get(owner) ?? []
    for (const place of had) this.#drop(place)
    const places = facts.map((fact, i) => {
      const place = had[i] ?? this.keys.length
      this.keys[place] = fact.key
      this.alive[place] = 1
      let at = 0
      for (const column of this.#texts.values()) column.codes[place] = column.code(fact.texts[at++] ?? '')
      at = 0
      for (const column of this.#numbers.values()) column[place] = fact.numbers[at++] ?? Number.NaN
      this.#places.set(fact.key, place)
      return place
    })
    this.#owned.set(owner, places)
    this.version++
  }

  /** Forget what a record stood for. */
  remove(owner: string): void {
    for (const place of this.#owned.get(owner) ?? []) this.#drop(place)
    if (this.#owned.delete(owner)) this.version++
  }

  #drop(place: number): void {
    this.#places.delete(this.keys[place] ?? '')
    this.alive[place] = 0
  }
}
