import { ZipWriter } from './zip'

/** One line of a table. */
export interface TableRow {
  readonly cells: readonly (string | number | null)[]
  /** Which cells are marked the way a failing result is; none unless told. */
  readonly failing?: ReadonlySet<number>
}

/** A table to be written, line by line as it comes. */
export interface Table {
  readonly name: string
  /** Lines at the top that stay in sight and are set in bold. */
  readonly head: number
  /** Columns at the left that stay in sight. */
  readonly fixed: number
  readonly columns: number
  readonly rows: Iterable<TableRow>
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Places in `cellXfs`. */
const style = { plain: 0, head: 1, fail: 2 }

const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FF7A1F00"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFBD5C8"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0" fillId="0" borderId="0" xfId="0"/><xf fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf fontId="2" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs></styleSheet>`

/**
 * A workbook of tables, written as they come: the cells of a large one never stand in memory together. Lines beyond
 * what a sheet can hold are the caller's to leave out.
 */
export async function workbookBytes(tables: readonly Table[]): Promise<Uint8Array> {
  const zip = new ZipWriter()
  const numbers = tables.map((_, i) => i + 1)
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
  await zip.add('[Content_Types].xml', [
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`,
    ...numbers.map(
      n => `<Override PartName="/xl/worksheets/sheet${String(n)}.xml" ContentType="${sheetType}"/>`
    ),
    '</Types>'
  ])
  await zip.add('_rels/.rels', [
    `${declaration}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
  ])
  await zip.add('xl/workbook.xml', [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>`,
    ...tables.map(
      (table, i) =>
        `<sheet name="${escaped(sheetName(table.name))}" sheetId="${String(i + 1)}" r:id="rId${String(i + 1)}"/>`
    ),
    '</sheets></workbook>'
  ])
  await zip.add('xl/_rels/workbook.xml.rels', [
    `${declaration}<Relationships xmlns="${packageRelations}">`,
    ...numbers.map(
      n =>
        `<Relationship Id="rId${String(n)}" Type="${relations}/worksheet" Target="worksheets/sheet${String(n)}.xml"/>`
    ),
    `<Relationship Id="rId${String(tables.length + 1)}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`
  ])
  await zip.add('xl/styles.xml', [styles])
  for (const [i, table] of tables.entries())
    await zip.add(`xl/worksheets/sheet${String(i + 1)}.xml`, sheetXml(table))
  return zip.finish()
}

const piece = 1 << 18

function* sheetXml(table: Table): Generator<string> {
  const { head, fixed, columns } = table
  const letters = Array.from({ length: columns }, (_, i) => columnName(i))
  const pane =
    head === 0 && fixed === 0
      ? ''
      : `<pane${fixed > 0 ? ` xSplit="${String(fixed)}"` : ''}${head > 0 ? ` ySplit="${String(head)}"` : ''} topLeftCell="${columnName(fixed)}${String(head + 1)}" activePane="${fixed > 0 && head > 0 ? 'bottomRight' : head > 0 ? 'bottomLeft' : 'topRight'}" state="frozen"/>`
  let text = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
  if (columns > 0) text += `<cols><col min="1" max="${String(columns)}" width="13" customWidth="1"/></cols>`
  text += '<sheetData>'
  let line = 0
  for (const row of table.rows) {
    line++
    const at = String(line)
    text += `<row r="${at}">`
    for (let i = 0; i < row.cells.length; i++) {
      const value = row.cells[i] ?? null
      if (value === null) continue
      const how = line <= head ? style.head : row.failing?.has(i) === true ? style.fail : style.plain
      const place = `r="${letters[i] ?? ''}${at}"${how === 0 ? '' : ` s="${String(how)}"`}`
      if (typeof value === 'number')
        text += Number.isFinite(value) ? `<c ${place}><v>${String(value)}</v></c>` : ''
      else text += `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
    }
    text += '</row>'
    if (text.length > piece) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData>${
    head === 1 && line > 1 && columns > 0
      ? `<autoFilter ref="A1:${columnName(columns - 1)}${String(line)}"/>`
      : ''
  }</worksheet>`
}

/** A, B, ... Z, AA, ... */
function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Excel takes 31 characters and not these. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}

/** Longest text of a cell. */
const longest = 32_767

function escaped(text: string): string {
  return (
    text
      .slice(0, longest)
      .toWellFormed()
      // XML 1.0 has no place for these at all.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
