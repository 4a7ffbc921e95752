import { widen } from '../formats/widen'
import { Status, type EarlierExecutions, type ValueBlock } from './types'

/** One test (or one element of an MPR) over the parts of a group, from the first part that ran it. */
interface Column {
  base: number
  used: number
  status: Uint8Array<ArrayBuffer>
  values: Float32Array<ArrayBuffer> | null
}

/** Objects and typed-array headers of a column, beside its cells. */
const overhead = 400

/** Collects the value columns of one group, and the executions that a later one in the same part replaced. */
export class ColumnBuffer {
  /** Memory held, roughly. */
  bytes = 0
  /** Columns by test; element 0 apart, because nearly all tests have no other. */
  #first: (Column | undefined)[] = []
  #more: (Column[] | undefined)[] = []
  #hint = 64
  readonly #earlier = new EarlierBuffer()

  /**
   * Put one execution in its cell.
   * @param value NaN for none; ignored where `withValues` is false
   * @returns true when the test had run in this part before
   */
  put(test: number, part: number, value: number, status: number, withValues: boolean): boolean {
    let column = this.#first[test]
    if (column === undefined) {
      column = this.#make(part, withValues)
      while (this.#first.length <= test) this.#first.push(undefined)
      this.#first[test] = column
    }
    return this.#store(column, test, 0, part, value, status)
  }

  /** As {@link put}, for element 1 and above of an MPR. */
  putElement(test: number, element: number, part: number, value: number, status: number): void {
    while (this.#more.length <= test) this.#more.push(undefined)
    const columns = (this.#more[test] ??= [])
    while (columns.length < element) columns.push(this.#make(part, true, 16))
    const column = columns[element - 1]
    if (column !== undefined) this.#store(column, test, element, part, value, status)
  }

  #store(
    column: Column,
    test: number,
    element: number,
    part: number,
    value: number,
    status: number
  ): boolean {
    let row = part - column.base
    if (row < 0) {
      this.#extendDown(column, part)
      row = 0
    }
    if (row >= column.status.length) this.#extend(column, row + 1)
    if (row >= column.used) column.used = row + 1
    const before = column.status[row] ?? 0
    const values = column.values
    if (before !== Status.notExecuted) {
      this.#earlier.push(
        test,
        element,
        part,
        values === null ? Number.NaN : (values[row] ?? Number.NaN),
        before
      )
      this.bytes += 15
    }
    column.status[row] = status
    if (values !== null) values[row] = value
    return before !== Status.notExecuted
  }

  #make(part: number, withValues: boolean, size = this.#hint): Column {
    this.bytes += overhead + size * (withValues ? 5 : 1)
    return {
      base: part,
      used: 0,
      status: new Uint8Array(size),
      values: withValues ? new Float32Array(size).fill(Number.NaN) : null
    }
  }

  #extend(column: Column, needed: number): void {
    const size = Math.max(needed, column.status.length * 2)
    const more = size - column.status.length
    this.bytes += more * (column.values === null ? 1 : 5)
    column.status = widen(column.status, size)
    if (column.values === null) return
    column.values = widen(column.values, size).fill(Number.NaN, column.values.length)
  }

  /** Sites side by side: the first part to run the test need not be the first that began. */
  #extendDown(column: Column, part: number): void {
    const shift = column.base - part
    this.#extend(column, column.used + shift)
    column.status.copyWithin(shift, 0, column.used)
    column.status.fill(0, 0, shift)
    column.values?.copyWithin(shift, 0, column.used)
    column.values?.fill(Number.NaN, 0, shift)
    column.base = part
    column.used += shift
  }

  /** Hand the columns over and start the next group; `parts` is how many the group had. */
  take(parts: number): { values: ValueBlock[]; earlier: EarlierExecutions | null } {
    const blocks: ValueBlock[] = []
    const emit = (column: Column | undefined, test: number, element: number) => {
      if (column === undefined || column.used === 0) return
      blocks.push({
        test,
        element,
        firstPart: column.base,
        values: column.values === null ? null : trimmed(column.values, column.used),
        status: trimmed(column.status, column.used)
      })
    }
    for (let test = 0; test < this.#first.length; test++) {
      emit(this.#first[test], test, 0)
      this.#more[test]?.forEach((column, i) => {
        emit(column, test, i + 1)
      })
    }
    const earlier = this.#earlier.take()
    this.#first = []
    this.#more = []
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
