/** How lots, wafers and tests of several files are named as one. */

/** What stands between lot and wafer. A lot that holds one itself is written so that the two stay apart. */
const between = '/'

/** Key of a lot; files that name none stay apart. */
export function lotKey(lot: string, setId: string): string {
  return lot === '' ? `set:${setId}` : lot
}

/** Key of a wafer: lot and wafer as one. Wafers without an id stay apart per file. */
export function waferKey(lot: string, wafer: string, setId: string, index: number): string {
  const name = wafer === '' ? `?${setId}:${String(index)}` : wafer
  return `${lot.replaceAll('%', '%25').replaceAll(between, '%2F')}${between}${name}`
}

/** Key of a test: record type, number and text. */
export function testKey(record: string, number: number, text: string): string {
  return `${record}:${String(number)}:${text}`
}

/** Key of a site: head and site. */
export function siteKey(head: number, site: number): string {
  return `${String(head)}:${String(site)}`
}
