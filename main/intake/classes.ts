/** Code of the class above (`EL.CONT` of `EL.CONT.OPEN`); null of one of the first level. */
export function classAbove(code: string): string | null {
  const dot = code.lastIndexOf('.')
  return dot === -1 ? null : code.slice(0, dot)
}

/** Codes from the first level down to the class itself: `EL`, `EL.CONT`, `EL.CONT.OPEN`. Nothing of an empty code. */
export function classPath(code: string): readonly string[] {
  const above = classAbove(code)
  if (code === '') return []
  return above === null ? [code] : [...classPath(above), code]
}
