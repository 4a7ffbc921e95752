/** A number as people of reliability write it: `1e-5`, `0.002`, `8 760`, `1,5E-3`; null for anything else. */
export function numberOf(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll(/[\s\u00A0_]/g, '')
    .replace(',', '.')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** A number as it is typed again: short, exact. */
export function typed(value: number): string {
  const text = String(value)
  const short =
    value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e7) ? value.toExponential() : text
  return Number(short) === value ? short : text
}
