import type { RecordFields } from './fields'
import { learn, type StdfTest, type TestRecord } from './statics'
import type { Warnings } from '../warnings'
import { widen } from '../widen'

/** Index into this list is the code used in hot paths. */
export const testRecords = ['PTR', 'MPR', 'FTR', 'STR'] as const satisfies readonly TestRecord[]

/** Tests of one record type and number, in order of appearance; `last` is whose text an empty one inherits. */
interface NumberSlot {
  readonly byText: Map<string, number>
  last: number
}

/** More distinct tests than this are damage or per-part texts; the rest is counted, not kept as columns. */
const maxTests = 200_000

/**
 * Decodes the tail of a record: TEST_TXT and all that follows.
 * @param kind index into {@link testRecords}
 * @param extra a count its meaning depends on (RTN_ICNT of an MPR), else 0
 */
export type TailDecoder = (
  kind: number,
  number: number,
  from: number,
  end: number,
  extra: number
) => RecordFields

/** Bytes of tails kept for comparison; beyond it records still decode, only slower. */
const maxArena = 24 << 20
const maxTails = 8

const stride = 8
/** Record kind + 1; with {@link shared} where the number has several tests, so that its last must be kept. */
const cellKind = 1
const shared = 16
const cellTail = 2
const cellNext = 7
// Within a tail: place in the arena, then these. Kind 1: compare as doubles, 2: as ints, 0: there is none;
// +4: its text is empty, so it belongs to whichever test of the number came last.
const tailLength = 1
const tailExtra = 2
const tailKind = 3
const tailNext = 4

/**
 * The tests of a stream and the fast way to tell them.
 *
 * Everything after the result of a PTR (text, alarm, flags, limits, units, formats, specs: the tail) repeats
 * byte for byte from part to part. So a tail is decoded once, kept, and from then on compared: 8 bytes at a
 * time as floating-point words where that is exact (no word is NaN or zero), else 4. Which test to compare
 * with is predicted: the same as the record before, or the one that followed it last time.
 */
export class TestTable {
  readonly tests: StdfTest[] = []
  readonly #warnings: Warnings
  readonly #slots = testRecords.map(() => new Map<number, NumberSlot>())
  #full = false

  #arena = new ArrayBuffer(1 << 16)
  #doubles = new Float64Array(this.#arena)
  #ints = new Int32Array(this.#arena)
  #bytes = new Uint8Array(this.#arena)
  #arenaTop = 0

  /**
   * Eight numbers a test, one cache line: TEST_NUM, record kind + 1, the five of its newest tail, and the test
   * that followed it last time.
   */
  #cells = new Int32Array(256 * stride)
  /** Older tails: the same five numbers, chained. */
  #older = new Int32Array(64 * stride)
  #olderCount = 1
  #tailCount = new Uint8Array(256)
  #slotOf: NumberSlot[] = []
  #previous = 0

  #view: DataView
  readonly #decodeTail: TailDecoder

  /** @param view over the bytes records are read from */
  constructor(warnings: Warnings, view: DataView, decodeTail: TailDecoder) {
    this.#warnings = warnings
    this.#view = view
    this.#decodeTail = decodeTail
  }

  /** Records are read from another memory from here on. */
  setView(view: DataView): void {
    this.#view = view
  }

  /** How many distinct numbers a record type has. */
  distinctNumbers(record: TestRecord): number {
    return this.#slots[testRecords.indexOf(record)]?.size ?? 0
  }

  /** Records are written another way from here on: kept tails no longer mean what they did. */
  forgetTails(): void {
    for (let test = 0; test < this.tests.length; test++)
      this.#cells.fill(0, test * stride + cellTail, test * stride + cellNext)
    this.#tailCount.fill(0)
    this.#arenaTop = 0
    this.#olderCount = 1
  }

  /**
   * The test a record belongs to; -1 once there are more than {@link maxTests}.
   * @param kind index into {@link testRecords}
   * @param from start of the tail: TEST_TXT and all that follows
   * @param extra a count the meaning of the tail depends on (RTN_ICNT of an MPR), else 0
   * @param offset of the record in the file
   */
  find(kind: number, number: number, from: number, end: number, extra: number, offset: number): number {
    // The likeliest case stands alone, small enough to be compiled into the caller.
    const cells = this.#cells
    const test = cells[this.#previous * stride + cellNext] ?? -1
    const at = test * stride
    const length = end - from
    if (
      test >= 0 &&
      cells[at] === (number | 0) &&
      ((cells[at + cellKind] ?? 0) & 15) === kind + 1 &&
      cells[at + cellTail + tailLength] === length &&
      cells[at + cellTail + tailExtra] === extra &&
      cells[at + cellTail + tailKind] === 1 &&
      this.#sameDoubles(from, cells[at + cellTail] ?? 0, length)
    ) {
      this.#previous = test
      if (((cells[at + cellKind] ?? 0) & shared) !== 0) this.#cameLast(test)
      return test
    }
    return this.#findElsewhere(kind, number, from, end, extra, offset)
  }

  #findElsewhere(
    kind: number,
    number: number,
    from: number,
    end: number,
    extra: number,
    offset: number
  ): number {
    const previous = this.#previous
    const next = this.#cells[previous * stride + cellNext] ?? -1
    let test = -1
    if (this.#fits(previous, kind, number, from, end - from, extra)) test = previous
    else if (next >= 0 && this.#fits(next, kind, number, from, end - from, extra)) test = next
    else test = this.#known(kind, number, from, end - from, extra)
    if (test < 0) test = this.#search(kind, number, from, end, extra, offset)
    if (test < 0) return -1
    if (test !== previous) {
      this.#cells[previous * stride + cellNext] = test
      this.#previous = test
    }
    this.#cameLast(test)
    return test
  }

  #share(test: number): void {
    const at = test * stride + cellKind
    this.#cells[at] = (this.#cells[at] ?? 0) | shared
  }

  #cameLast(test: number): void {
    const slot = this.#slotOf[test]
    if (slot !== undefined) slot.last = test
  }

  #fits(test: number, kind: number, number: number, from: number, length: number, extra: number): boolean {
    const at = test * stride
    return (
      this.#cells[at] === (number | 0) &&
      ((this.#cells[at + cellKind] ?? 0) & 15) === kind + 1 &&
      this.#matches(test, from, length, extra)
    )
  }

  /** The prediction failed (a part stopped early, another flow): try the number's own tests, last one first. */
  #known(kind: number, number: number, from: number, length: number, extra: number): number {
    const slot = this.#slots[kind]?.get(number)
    if (slot === undefined || slot.last < 0) return -1
    if (this.#matches(slot.last, from, length, extra)) return slot.last
    let tries = 0
    for (const test of slot.byText.values()) {
      if (++tries > 8) return -1
      if (test !== slot.last && this.#matches(test, from, length, extra)) return test
    }
    return -1
  }

  #matches(test: number, from: number, length: number, extra: number): boolean {
    const cells = this.#cells
    const at = test * stride + cellTail
    if (cells[at + tailLength] === length && cells[at + tailExtra] === extra) {
      if (this.#same(cells[at + tailKind] ?? 0, cells[at] ?? 0, test, from, length)) return true
    }
    const older = this.#older
    for (let tail = cells[at + tailNext] ?? 0; tail > 0; tail = older[tail * stride + tailNext] ?? 0) {
      const old = tail * stride
      if (older[old + tailLength] !== length || older[old + tailExtra] !== extra) continue
      if (this.#same(older[old + tailKind] ?? 0, older[old] ?? 0, test, from, length)) return true
    }
    return false
  }

  #same(kind: number, at: number, test: number, from: number, length: number): boolean {
    if ((kind & 4) !== 0 && this.#slotOf[test]?.last !== test) return false
    return (kind & 1) !== 0
      ? this.#sameDoubles(from, at, length)
      : (kind & 2) !== 0 && this.#sameInts(from, at, length)
  }

  #sameDoubles(from: number, at: number, length: number): boolean {
    const view = this.#view
    const kept = this.#doubles
    const words = length >> 3
    let word = at >> 3
    let p = from
    for (let i = 0; i < words; i++, p += 8, word++) if (view.getFloat64(p, true) !== kept[word]) return false
    return this.#sameRest(p, word << 3, length & 7)
  }

  #sameInts(from: number, at: number, length: number): boolean {
    const view = this.#view
    const kept = this.#ints
    const words = length >> 2
    let word = at >> 2
    let p = from
    for (let i = 0; i < words; i++, p += 4, word++) if (view.getInt32(p, true) !== kept[word]) return false
    return this.#sameRest(p, word << 2, length & 3)
  }

  #sameRest(from: number, at: number, length: number): boolean {
    const view = this.#view
    const kept = this.#bytes
    if (length >= 4) {
      if (view.getInt32(from, true) !== this.#ints[at >> 2]) return false
      for (let i = 4; i < length; i++) if (view.getUint8(from + i) !== kept[at + i]) return false
      return true
    }
    for (let i = 0; i < length; i++) if (view.getUint8(from + i) !== kept[at + i]) return false
    return true
  }

  /** The slow way: decode the tail, find or make the test, keep the tail. */
  #search(kind: number, number: number, from: number, end: number, extra: number, offset: number): number {
    const fields = this.#decodeTail(kind, number, from, end, extra)
    const text = typeof fields['TEST_TXT'] === 'string' ? fields['TEST_TXT'] : ''
    const test = this.named(kind, number, text)
    if (test < 0) return -1
    const known = this.tests[test]
    if (kind < 2 && known !== undefined) learn(known, fields, offset, this.#warnings)
    this.#keepTail(test, from, end - from, extra, text === '')
    return test
  }

  /** The test of that record type, number and text; made on first sight, -1 when there are too many. */
  named(kind: number, number: number, text: string): number {
    const slots = this.#slots[kind]
    if (slots === undefined) return -1
    let slot = slots.get(number)
    if (slot === undefined) {
      if (this.#full) return -1
      slot = { byText: new Map(), last: -1 }
      slots.set(number, slot)
    }
    if (text === '' && slot.last >= 0) return slot.last
    const known = slot.byText.get(text)
    if (known !== undefined) {
      slot.last = known
      return known
    }
    if (this.tests.length >= maxTests) {
      if (!this.#full) this.#warnings.add('tooManyTests', null, { limit: maxTests })
      this.#full = true
      return -1
    }
    const index = this.tests.length
    const record = testRecords[kind] ?? 'PTR'
    this.tests.push({ index, record, number, text, statics: null, limitChanges: [] })
    slot.byText.set(text, index)
    slot.last = index
    if (index >= this.#tailCount.length) this.#growTests()
    this.#cells[index * stride] = number | 0
    this.#cells[index * stride + cellKind] = kind + 1
    this.#cells[index * stride + cellNext] = -1
    this.#slotOf.push(slot)
    if (slot.byText.size > 1) this.#share(index)
    // The number's first test did not know until now.
    if (slot.byText.size === 2) for (const one of slot.byText.values()) this.#share(one)
    return index
  }

  #keepTail(test: number, from: number, length: number, extra: number, empty: boolean): void {
    const view = this.#view
    const room = (length + 7) & ~7
    if ((this.#tailCount[test] ?? 0) >= maxTails || this.#arenaTop + room > maxArena) return
    if (this.#arenaTop + room > this.#arena.byteLength) this.#growArena(this.#arenaTop + room)
    const at = this.#arenaTop
    this.#arenaTop += room
    for (let i = 0; i < length; i++) this.#bytes[at + i] = view.getUint8(from + i)
    let exact = true
    for (let word = at >> 3; word < (at + (length & ~7)) >> 3; word++) {
      const value = this.#doubles[word] ?? 0
      if (value === 0 || Number.isNaN(value)) exact = false
    }
    // The newest lies in the cells: the last kind of tail seen is the likeliest next.
    const cells = this.#cells
    const cell = test * stride + cellTail
    if ((cells[cell + tailKind] ?? 0) !== 0) {
      const tail = this.#olderCount++
      if ((tail + 1) * stride > this.#older.length) this.#older = widen(this.#older, this.#older.length * 2)
      this.#older.set(cells.subarray(cell, cell + 5), tail * stride)
      cells[cell + tailNext] = tail
    }
    cells[cell] = at
    cells[cell + tailLength] = length
    cells[cell + tailExtra] = extra
    cells[cell + tailKind] = (exact ? 1 : 2) | (empty ? 4 : 0)
    this.#tailCount[test] = (this.#tailCount[test] ?? 0) + 1
  }

  #growArena(needed: number): void {
    const arena = new ArrayBuffer(Math.min(maxArena, Math.max(needed, this.#arena.byteLength * 2) + 7) & ~7)
    new Uint8Array(arena).set(this.#bytes)
    this.#arena = arena
    this.#doubles = new Float64Array(arena)
    this.#ints = new Int32Array(arena)
    this.#bytes = new Uint8Array(arena)
  }

  #growTests(): void {
    const size = this.#tailCount.length * 2
    this.#tailCount = widen(this.#tailCount, size)
    this.#cells = widen(this.#cells, size * stride)
  }
}
