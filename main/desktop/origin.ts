/** Scheme of the program's own pages. */
export const appScheme = 'app'

/** Host part of the program's own pages: one name, so that there is one origin. */
export const appHost = 'fabcase'

/** Origin of the program's own pages. */
export const appOrigin = `${appScheme}://${appHost}`

/**
 * Origin of a URL, or null when it has none. Node says 'null' for schemes of one's own, so theirs
 * is put together here from the parsed parts; credentials disqualify a URL altogether.
 */
export function originOf(url: string): string | null {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return null
  }
  if (parsed.username !== '' || parsed.password !== '') return null
  if (parsed.origin !== 'null') return parsed.protocol === 'blob:' ? null : parsed.origin
  return parsed.host === '' ? null : `${parsed.protocol}//${parsed.host}`
}

/** Tells own URLs from foreign ones; `devServer` is Vite's address while developing, else null. */
export function ownUrls(devServer: string | null): (url: string) => boolean {
  const own = new Set([devServer === null ? appOrigin : originOf(devServer)])
  return url => {
    const origin = originOf(url)
    return origin !== null && own.has(origin)
  }
}
