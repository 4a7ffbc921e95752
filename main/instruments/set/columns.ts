import { widen } from '../formats/widen'
import { Status, type EarlierExecutions, type ValueBlock } from './types'

/** One test over the parts of a group, from the first part that ran it. */
interface Column {
  base: number
  used: number
  /** Values a part: 1, or the widest result of an MPR so far. */
  width: number
  status: Uint8Array<ArrayBuffer>
  /** Part by part, `width` values each; null for functional tests. */
  values: Float32Array<ArrayBuffer> | null
}

/** Objects and typed-array headers of a column, beside its cells. */
const overhead = 1000

/** Collects the value columns of one group, and the executions that a later one in the same part replaced. */
export class ColumnBuffer {
  /** Memory held, roughly. */
  bytes = 0
  #columns: (Column | undefined)[] = []
  #hint = 64
  readonly #earlier = new EarlierBuffer()

  /**
   * Put one execution with one value, or none, in its cell.
   * @param value NaN for none; ignored where `withValues` is false
   * @returns true when the test had run in this part before
   */
  put(test: number, part: number, value: number, status: number, withValues: boolean): boolean {
    const column = this.#columns[test] ?? this.#make(test, part, withValues ? 1 : 0)
    let row = part - column.base
    if (row < 0 || row >= column.status.length) row = this.#reach(column, part)
    if (row >= column.used) column.used = row + 1
    const before = column.status[row] ?? 0
    if (before !== Status.notExecuted) this.#replaced(column, test, part, row, before)
    column.status[row] = status
    if (column.values !== null) column.values[row * column.width] = value
    return before !== Status.notExecuted
  }

  /** Put one execution with many values in its cells; NaN where `usable` is false or a value is not finite. */
  putMany(
    test: number,
    part: number,
    values: Float64Array,
    count: number,
    usable: boolean,
    status: number
  ): boolean {
    const column = this.#columns[test] ?? this.#make(test, part, Math.max(1, count))
    if (count > column.width) this.#broaden(column, count)
    let row = part - column.base
    if (row < 0 || row >= column.status.length) row = this.#reach(column, part)
    if (row >= column.used) column.used = row + 1
    const before = column.status[row] ?? 0
    if (before !== Status.notExecuted) this.#replaced(column, test, part, row, before)
    column.status[row] = status
    const cells = column.values
    if (cells === null) return before !== Status.notExecuted
    const at = row * column.width
    for (let i = 0; i < column.width; i++) {
      const value = i < count && usable ? (values[i] ?? Number.NaN) : Number.NaN
      cells[at + i] = value - value === 0 ? value : Number.NaN
    }
    return before !== Status.notExecuted
  }

  #replaced(column: Column, test: number, part: number, row: number, status: number): void {
    const at = row * column.width
    for (let element = 0; element < Math.max(1, column.width); element++) {
      const value = column.values?.[at + element] ?? Number.NaN
      // An element the earlier execution did not have is no loss.
      if (element > 0 && Number.isNaN(value)) continue
      this.#earlier.push(test, element, part, value, status)
      this.bytes += 15
    }
  }

  #make(test: number, part: number, width: number): Column {
    const size = width > 1 ? 4 : this.#hint
    this.bytes += overhead + size * (1 + 4 * width)
    const column = {
      base: part,
      used: 0,
      width,
      status: new Uint8Array(size),
      values: width === 0 ? null : new Float32Array(size * width).fill(Number.NaN)
    }
    while (this.#columns.length <= test) this.#columns.push(undefined)
    this.#columns[test] = column
    return column
  }

  /** Make room for a part that lies before or after the cells there are. @returns its row */
  #reach(column: Column, part: number): number {
    if (part < column.base) {
      // Sites side by side: the first part to run the test need not be the first that began.
      const shift = column.base - part
      this.#resize(column, column.used + shift)
      column.status.copyWithin(shift, 0, column.used)
      column.status.fill(0, 0, shift)
      column.values?.copyWithin(shift * column.width, 0, column.used * column.width)
      column.values?.fill(Number.NaN, 0, shift * column.width)
      column.base = part
      column.used += shift
      return 0
    }
    const row = part - column.base
    this.#resize(column, row + 1)
    return row
  }

  #resize(column: Column, needed: number): void {
    const size = Math.max(needed, column.status.length * 2)
    this.bytes += (size - column.status.length) * (1 + 4 * column.width)
    column.status = widen(column.status, size)
    if (column.values === null) return
    column.values = widen(column.values, size * column.width).fill(Number.NaN, column.values.length)
  }

  #broaden(column: Column, width: number): void {
    const size = column.status.length
    const values = new Float32Array(size * width).fill(Number.NaN)
    for (let row = 0; row < column.used && column.values !== null; row++)
      values.set(column.values.subarray(row * column.width, (row + 1) * column.width), row * width)
    this.bytes += size * 4 * (width - column.width)
    column.values = values
    column.width = width
  }

  /** Hand the columns over and start the next group; `parts` is how many the group had. */
  take(parts: number): { values: ValueBlock[]; earlier: EarlierExecutions | null } {
    const blocks: ValueBlock[] = []
    this.#columns.forEach((column, test) => {
      if (column === undefined) return
      blocks.push({
        test,
        firstPart: column.base,
        width: Math.max(1, column.width),
        values: column.values === null ? null : trimmed(column.values, column.used * column.width),
        status: trimmed(column.status, column.used)
      })
    })
    const earlier = this.#earlier.take()
    this.#columns = []
    this.bytes = 0
    // Most tests run in most parts: start the next group at the size this one needed, within reason.
    this.#hint = Math.max(64, Math.min(8192, parts, Math.floor(3_000_000 / (blocks.length + 1))))
    return { values: blocks, earlier }
  }
}

function trimmed<T extends Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(array: T, used: number): T {
  return array.length === used ? array : (array.slice(0, used) as T)
}

/** Growing parallel arrays of replaced executions. */
class EarlierBuffer {
  #count = 0
  #test = new Uint32Array(64)
  #element = new Uint16Array(64)
  #part = new Uint32Array(64)
  #value = new Float32Array(64)
  #status = new Uint8Array(64)

  push(test: number, element: number, part: number, value: number, status: number): void {
    const at = this.#count++
    if (at >= this.#test.length) this.#grow()
    this.#test[at] = test
    this.#element[at] = element
    this.#part[at] = part
    this.#value[at] = value
    this.#status[at] = status
  }

  take(): EarlierExecutions | null {
    const count = this.#count
    if (count === 0) return null
    const taken = {
      test: this.#test.slice(0, count),
      element: this.#element.slice(0, count),
      part: this.#part.slice(0, count),
      value: this.#value.slice(0, count),
      status: this.#status.slice(0, count)
    }
    this.#count = 0
    if (this.#test.length > 1 << 16) {
      this.#test = new Uint32Array(64)
      this.#element = new Uint16Array(64)
      this.#part = new Uint32Array(64)
      this.#value = new Float32Array(64)
      this.#status = new Uint8Array(64)
    }
    return taken
  }

  #grow(): void {
    const size = this.#test.length * 2
    this.#test = widen(this.#test, size)
    this.#element = widen(this.#element, size)
    this.#part = widen(this.#part, size)
    this.#value = widen(this.#value, size)
    this.#status = widen(this.#status, size)
  }
}
