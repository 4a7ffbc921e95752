/** Cells of the rows at hand: numbers, and texts where a cell is none. Used again and again. */
export class Cells {
  numbers = new Float64Array(256)
  readonly words: (string | null)[] = []
  count = 0
  /** Some cell is a text. */
  texts = false

  number(value: number): void {
    this.#room()
    this.numbers[this.count] = value
    if (this.texts) this.words[this.count] = null
    this.count++
  }

  text(text: string): void {
    this.#room()
    if (!this.texts) {
      this.texts = true
      this.words.length = 0
      for (let i = 0; i < this.count; i++) this.words[i] = null
    }
    this.numbers[this.count] = Number.NaN
    this.words[this.count] = text
    this.count++
  }

  /** The text of a cell; null where it is a number. */
  word(at: number): string | null {
    return this.texts ? (this.words[at] ?? null) : null
  }

  /** Forget the first cells. */
  drop(cells: number): void {
    const rest = this.count - cells
    if (rest > 0) this.numbers.copyWithin(0, cells, this.count)
    if (this.texts) {
      this.words.splice(0, cells)
      this.words.length = Math.max(0, rest)
      this.texts = this.words.some(word => word !== null)
    }
    this.count = Math.max(0, rest)
  }

  #room(): void {
    if (this.count < this.numbers.length) return
    const numbers = new Float64Array(2 * this.numbers.length)
    numbers.set(this.numbers)
    this.numbers = numbers
  }
}
