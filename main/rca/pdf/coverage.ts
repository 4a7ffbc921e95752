/**
 * Which characters a TrueType font has, from its `cmap` table (OpenType 1.9, formats 4 and 12). Throws RangeError
 * for a file that is no font.
 */
export function coverageOf(font: Uint8Array): (code: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const table = cmapOf(view)
  const count = view.getUint16(table + 2)
  let best: { readonly format: number; readonly at: number } | null = null
  for (let i = 0; i < count; i++) {
    const at = table + view.getUint32(table + 4 + 8 * i + 4)
    const format = view.getUint16(at)
    if ((format === 4 || format === 12) && (best === null || format > best.format)) best = { format, at }
  }
  if (best === null) throw new RangeError('a font without a Unicode cmap')
  const ranges = best.format === 12 ? groupsOf(view, best.at) : segmentsOf(view, best.at)
  return code => has(ranges, code)
}

/** First and last character of each range, in order. */
type Ranges = readonly (readonly [number, number])[]

function cmapOf(view: DataView): number {
  const tables = view.getUint16(4)
  for (let i = 0; i < tables; i++) {
    const record = 12 + 16 * i
    if (view.getUint32(record) === 0x636d6170) return view.getUint32(record + 8)
  }
  throw new RangeError('a font without a cmap')
}

function groupsOf(view: DataView, at: number): Ranges {
  const count = view.getUint32(at + 12)
  return Array.from({ length: count }, (_, i) => {
    const group = at + 16 + 12 * i
    return [view.getUint32(group), view.getUint32(group + 4)] as const
  })
}

function segmentsOf(view: DataView, at: number): Ranges {
  const twice = view.getUint16(at + 6)
  return Array.from(
    { length: twice / 2 },
    (_, i) => [view.getUint16(at + 16 + twice + 2 * i), view.getUint16(at + 14 + 2 * i)] as const
  )
}

function has(ranges: Ranges, code: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined) return false
    if (code < range[0]) high = middle - 1
    else if (code > range[1]) low = middle + 1
    else return true
  }
  return false
}
