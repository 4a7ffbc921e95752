/**
 * Days and years as the site's calendar has them. A store lies where its site is, so the zone of the machine that
 * holds it is the site's; in UTC a case of New Year's morning in Shanghai would count for the year before.
 */

/** `2026-11-21`, the day of a moment on this machine. */
export function localDay(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0')
  return `${localYear(moment)}-${month}-${String(moment.getDate()).padStart(2, '0')}`
}

/** `2026`, the year of a moment on this machine. */
export function localYear(moment: Date): string {
  return String(moment.getFullYear()).padStart(4, '0')
}
