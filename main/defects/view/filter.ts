import type { DefectFilter } from '@contract/defects'
import type { Defects } from './load'

/** The defects a filter lets through, in the order of the file. */
export function selectDefects(defects: Defects, filter: DefectFilter): Uint32Array {
  const tests = testsOf(defects, filter)
  const found = new Uint32Array(defects.count)
  const wafers = filter.wafers.length === 0 ? null : new Set(filter.wafers)
  let n = 0
  for (let w = 0; w < defects.wafers.length; w++) {
    if (wafers?.has(defects.wafers[w]?.index ?? -1) === false) continue
    const end = defects.starts[w + 1] ?? 0
    for (let i = defects.starts[w] ?? 0; i < end; i++) {
      let passes = true
      for (const test of tests)
        if (!test(i)) {
          passes = false
          break
        }
      if (passes) found[n++] = i
    }
  }
  return found.slice(0, n)
}

/** The same text for filters that let the same defects through. */
export function filterKey(filter: DefectFilter): string {
  return JSON.stringify(filter)
}

type Test = (i: number) => boolean

function testsOf(defects: Defects, filter: DefectFilter): Test[] {
  const tests: Test[] = []
  const codes = (wanted: readonly (number | null)[], values: Float32Array) => {
    if (wanted.length === 0) return
    const numbers = new Set(wanted.filter(code => code !== null).map(Math.fround))
    const none = wanted.includes(null)
    tests.push(i => {
      const value = values[i] ?? Number.NaN
      return Number.isNaN(value) ? none : numbers.has(value)
    })
  }
  codes(filter.classes, defects.classNumber)
  codes(filter.rough, defects.rough)
  codes(filter.fine, defects.fine)
  codes(filter.tests, defects.test)
  const { clustered, size, images, regions } = filter
  if (clustered !== null) tests.push(i => (defects.cluster[i] ?? 0) > 0 === clustered)
  if (images !== null) tests.push(i => (defects.images[i] ?? 0) > 0 === images)
  if (size !== null) {
    const [from, to] = [size.from ?? -Infinity, size.to ?? Infinity]
    tests.push(i => {
      const value = defects.size[i] ?? Number.NaN
      return value >= from && value < to
    })
  }
  if (regions.length > 0) {
    const inside = regions.map(({ frame, polygon }) => {
      const [x, y] = frame === 'wafer' ? [defects.x, defects.y] : [defects.xRel, defects.yRel]
      const holds = insideOf(polygon)
      return (i: number) => holds(x[i] ?? Number.NaN, y[i] ?? Number.NaN)
    })
    tests.push(i => inside.some(test => test(i)))
  }
  return tests
}

/** Whether a point lies within a polygon, by the number of edges to its right. */
export function insideOf(polygon: readonly (readonly [number, number])[]): (x: number, y: number) => boolean {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  return (x, y) => {
    if (!(x >= left && x <= right && y >= bottom && y <= top)) return false
    let inside = false
    for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      const [xi, yi, xj, yj] = [xs[i] ?? 0, ys[i] ?? 0, xs[j] ?? 0, ys[j] ?? 0]
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
    return inside
  }
}
