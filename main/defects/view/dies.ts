/** Numbers dies (of one wafer, or of all) as they come. */
export class DieIndex {
  readonly #known = new Map<number, number>()
  readonly x: number[] = []
  readonly y: number[] = []

  get count(): number {
    return this.x.length
  }

  /** The number of a die, a new one where it was not met before. */
  take(x: number, y: number): number {
    const key = dieKey(x, y)
    let index = this.#known.get(key)
    if (index === undefined) {
      index = this.x.push(x) - 1
      this.y.push(y)
      this.#known.set(key, index)
    }
    return index
  }

  /** The number of a die, -1 where it was never met. */
  find(x: number, y: number): number {
    return this.#known.get(dieKey(x, y)) ?? -1
  }
}

const reach = 1 << 24

function dieKey(x: number, y: number): number {
  return (x + reach) * (2 * reach) + y + reach
}
