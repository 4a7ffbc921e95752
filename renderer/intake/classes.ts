/** Level of a complaint class by its code: 1 for `EL`, 3 for `EL.CONT.OPEN`. */
export function levelOf(code: string): 1 | 2 | 3 {
  const dots = code.split('.').length - 1
  return dots === 0 ? 1 : dots === 1 ? 2 : 3
}
