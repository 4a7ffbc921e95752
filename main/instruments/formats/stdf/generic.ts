/** Read past a Cn and make sure it lies within the record; returns the place after it. */
export function walkText(view: DataView, p: number, end: number): number {
  if (p >= end) return end
  return Math.min(p + 1 + view.getUint8(p), end)
}

/** Bytes of the values of a GDR with a fixed width, by type code; 0 = length in the data, 255 = no such type. */
const widths = Uint8Array.of(0, 1, 2, 4, 1, 2, 4, 4, 8, 255, 0, 0, 0, 1)

/** Read every value of a GDR without keeping any. @returns how many values there were */
export function walkGeneric(view: DataView, p: number, end: number, le: boolean): number {
  if (end - p < 2) return 0
  const fields = view.getUint16(p, le)
  let at = p + 2
  let read = 0
  for (; read < fields && at < end; read++) {
    const type = view.getUint8(at++)
    const width = type < widths.length ? (widths[type] ?? 255) : 255
    if (width === 255) break
    if (width > 0) at += width
    else if (type === 10 || type === 11) at = walkText(view, at, end)
    else if (type === 12 && at + 2 <= end) at += 2 + ((view.getUint16(at, le) + 7) >> 3)
  }
  return read
}
