/** Origin that pages see: Chromium knows no `app:` scheme, so its requests are answered under this one. */
export const pageOrigin = 'https://fabcase.invalid'

const realOrigin = 'app://fabcase'

/** An address as the program knows it. */
export function toReal(url: string): string {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`)
    ? realOrigin + url.slice(pageOrigin.length)
    : url
}

/** An address as the page knows it. */
export function toPage(url: string): string {
  return url === realOrigin || url.startsWith(`${realOrigin}/`)
    ? pageOrigin + url.slice(realOrigin.length)
    : url
}

/** Origin of an address in the program's terms. */
export function originOf(url: string): string {
  const real = toReal(url)
  if (real.startsWith(`${realOrigin}/`) || real === realOrigin) return realOrigin
  try {
    return new URL(real).origin
  } catch {
    return 'null'
  }
}
