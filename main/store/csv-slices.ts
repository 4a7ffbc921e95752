import { csvCell } from './csv'
import { textInSlices } from './slices'

/** What `csvText` makes, of a table of any length, without standing in anybody's way. */
export async function csvInSlices(table: Iterable<readonly (string | number | null)[]>): Promise<Uint8Array> {
  let mark = '\uFEFF'
  const pieces = await textInSlices(table, row => {
    const line = `${mark}${row.map(csvCell).join(',')}\r\n`
    mark = ''
    return line
  })
  return Buffer.concat(pieces)
}
