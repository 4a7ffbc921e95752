/** Texts of a column, each kept once: a row holds the place of its text. */
export interface TextColumn {
  readonly codes: number[]
  readonly dictionary: Dictionary
  readonly texts: readonly string[]
}

/** One thing to be counted, with what is known of it. */
export interface Fact {
  readonly key: string
  /** In the order of the columns. */
  readonly texts: readonly string[]
  /** NaN where there is none. */
  readonly numbers: readonly number[]
}

/** Texts in the order in which they were first seen. */
export class Dictionary {
  readonly texts: string[] = []
  readonly #known = new Map<string, number>()
  #empty: number | null = null

  /** The place of a text, the same for the same text. */
  code(text: string): number {
    // What is not stated is stated most often.
    if (text === '') return (this.#empty ??= this.add(text))
    let code = this.#known.get(text)
    if (code === undefined) {
      code = this.add(text)
      this.#known.set(text, code)
    }
    return code
  }

  /** A place of its own for a text that nothing is counted by, such as a number or a title: it is not compared. */
  add(text: string): number {
    return this.texts.push(text) - 1
  }
}

/** Records in the order in which they were first seen; shared by tables that are filled from the same ones. */
class Owners {
  readonly #places = new Map<string, number>()

  /** Place of a record that was seen. */
  placeOf(owner: string): number | undefined {
    return this.#places.get(owner)
  }

  /** Place of a record, from now on. */
  place(owner: string): number {
    let place = this.#places.get(owner)
    if (place === undefined) {
      place = this.#places.size
      this.#places.set(owner, place)
    }
    return place
  }

  entries(): IterableIterator<[string, number]> {
    return this.#places.entries()
  }
}

/** In the place of a row: there is no further one. */
const end = -1
/** In the place of a record's first row: the record is not here (any more). */
const gone = -2

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
  readonly #texts: ReadonlyMap<string, TextColumn>
  readonly #codes: readonly TextColumn[]
  readonly #numbers: ReadonlyMap<string, number[]>
  readonly #figures: readonly number[][]
  readonly #owners: Owners
  /** First row of each record, by its place, and of each row the next one of the same record. */
  readonly #first: number[] = []
  readonly #next: number[] = []
  /** Rows by key, from when somebody asks for one by it. */
  #places: Map<string, number> | null = null

  /** @param beside a table filled from the same records; columns of the same names share their texts */
  constructor(texts: readonly string[], numbers: readonly string[] = [], beside?: FactTable) {
    this.#owners = beside?.seen() ?? new Owners()
    this.#texts = new Map(
      texts.map(name => {
        const dictionary = beside?.known(name)?.dictionary ?? new Dictionary()
        return [name, { codes: [], dictionary, texts: dictionary.texts }]
      })
    )
    this.#codes = [...this.#texts.values()]
    this.#numbers = new Map(numbers.map(name => [name, []]))
    this.#figures = [...this.#numbers.values()]
  }

  /** Rows, those that were removed among them. */
  get length(): number {
    return this.keys.length
  }

  /** A column of texts; TypeError where there is none of that name. */
  text(name: string): TextColumn {
    const column = this.known(name)
    if (column === undefined) throw new TypeError(`no column ${name}`)
    return column
  }

  private known(name: string): TextColumn | undefined {
    return this.#texts.get(name)
  }

  private seen(): Owners {
    return this.#owners
  }

  /** A column of numbers; TypeError where there is none of that name. */
  number(name: string): number[] {
    const column = this.#numbers.get(name)
    if (column === undefined) throw new TypeError(`no column ${name}`)
    return column
  }

  /** Row of a thing by its key. */
  placeOf(key: string): number | undefined {
    if (this.#places === null) {
      this.#places = new Map()
      for (const [place, own] of this.keys.entries())
        if (this.alive[place] === 1) this.#places.set(own, place)
    }
    return this.#places.get(key)
  }

  has(owner: string): boolean {
    const record = this.#owners.placeOf(owner)
    return record !== undefined && (this.#first[record] ?? gone) !== gone
  }

  *owners(): Generator<string> {
    for (const [owner, record] of this.#owners.entries())
      if ((this.#first[record] ?? gone) !== gone) yield owner
  }

  /** Put the things of a record in the place of those it had. */
  put(owner: string, facts: readonly Fact[]): void {
    this.fill(owner, facts.length, (place, i) => {
      const fact = facts[i]
      if (fact === undefined) return ''
      for (const [at, { codes, dictionary }] of this.#codes.entries())
        codes[place] = dictionary.code(fact.texts[at] ?? '')
      for (const [at, figures] of this.#figures.entries()) figures[place] = fact.numbers[at] ?? Number.NaN
      return fact.key
    })
  }

  /**
   * The same for records by the hundred thousand: `write` puts the i-th thing of the record into the columns itself, at
   * the place it is told, and answers its key. Places stay, so rows stand in the order in which their records were
   * first seen, which is that of their ids.
   */
  fill(owner: string, count: number, write: (place: number, i: number) => string): void {
    const record = this.#owners.place(owner)
    let free = this.#rowsOf(record)
    for (let place = free; place !== end; place = this.#next[place] ?? end) this.#drop(place)
    let first = end
    let last = end
    for (let i = 0; i < count; i++) {
      const place = free === end ? this.keys.length : free
      if (free !== end) free = this.#next[free] ?? end
      const key = write(place, i)
      this.keys[place] = key
      this.alive[place] = 1
      this.#places?.set(key, place)
      if (last === end) first = place
      else this.#next[last] = place
      last = place
    }
    // Rows that it has no things for any more wait behind the last one for the next time.
    if (last === end) first = free
    else this.#next[last] = free
    this.#first[record] = first
    this.version++
  }

  /** Forget what a record stood for. */
  remove(owner: string): void {
    const record = this.#owners.placeOf(owner)
    if (record === undefined || !this.has(owner)) return
    for (let place = this.#rowsOf(record); place !== end; place = this.#next[place] ?? end) this.#drop(place)
    this.#first[record] = gone
    this.version++
  }

  /** First row of a record; {@link end} where it has none. */
  #rowsOf(record: number): number {
    return Math.max(end, this.#first[record] ?? end)
  }

  #drop(place: number): void {
    this.#places?.delete(this.keys[place] ?? '')
    this.alive[place] = 0
  }
}
