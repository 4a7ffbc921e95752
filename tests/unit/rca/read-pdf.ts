import { inflateSync } from 'node:zlib'

/** A line of text of a page: what a reader selects, and its size. */
export interface PdfText {
  readonly text: string
  readonly size: number
}

/** What a PDF file of ours says. */
export interface ReadPdf {
  readonly pages: readonly {
    readonly width: number
    readonly height: number
    readonly texts: readonly PdfText[]
  }[]
  readonly fonts: readonly string[]
}

interface PdfObject {
  readonly dictionary: string
  readonly stream: string
}

/** Reads the PDF files we write, and those alone: plain objects, streams in Flate, CID fonts with a ToUnicode map. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes)
  const objects = objectsOf(file)
  const object = (reference: string | undefined): PdfObject => {
    const found = objects.get(Number(reference))
    if (found === undefined) throw new RangeError(`no object ${reference ?? ''}`)
    return found
  }
  const maps = new Map<number, ReadonlyMap<string, string>>()
  for (const [id, { dictionary }] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1]
    if (unicode !== undefined) maps.set(id, mapOf(object(unicode).stream))
  }
  const all = [...objects.values()]
  const pages = [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary))
    .map(({ dictionary }) => {
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary) ?? []
      const resources = object(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1]).dictionary
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => [
          name,
          maps.get(Number(id))
        ])
      )
      const content = object(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]).stream
      return { width: Number(width), height: Number(height), texts: textsOf(content, fonts) }
    })
  return {
    pages,
    fonts: all.flatMap(({ dictionary }) =>
      dictionary.includes('/ToUnicode') ? (/\/BaseFont \/(\S+)/.exec(dictionary)?.[1] ?? []) : []
    )
  }
}

function objectsOf(file: Buffer): ReadonlyMap<number, PdfObject> {
  const text = file.toString('latin1')
  const found = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('\nendobj', start)
    const stream = text.indexOf('stream\n', start)
    const dictionary = text.slice(start, stream >= 0 && stream < end ? stream : end)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const raw = file.subarray(stream + 7, stream + 7 + length)
    const packed = dictionary.includes('/FlateDecode')
    found.set(Number(match[1]), {
      dictionary,
      stream: length === 0 ? '' : (packed ? inflateSync(raw) : raw).toString('latin1')
    })
  }
  return found
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** Glyph, as four hexadecimal digits, to text: `bfrange` with an array or a first value, and `bfchar`. */
function mapOf(cmap: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  const name = (code: number) => code.toString(16).padStart(4, '0')
  for (const [, first = '', , list = ''] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
    for (const [i, value] of [...list.matchAll(/<([\w ]*)>/g)].entries())
      map.set(name(parseInt(first, 16) + i), utf16((value[1] ?? '').replaceAll(' ', '')))
  return map
}

function textsOf(
  content: string,
  fonts: ReadonlyMap<string, ReadonlyMap<string, string> | undefined>
): readonly PdfText[] {
  const texts: PdfText[] = []
  for (const [, block = ''] of content.matchAll(/\bBT\b([\s\S]*?)\bET\b/g)) {
    const [, font = '', size] = /\/(F\d+) ([\d.]+) Tf/.exec(block) ?? []
    const map = fonts.get(font)
    const glyphs = [...block.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => hex).join('')
    const text = (glyphs.match(/.{4}/g) ?? []).map(glyph => map?.get(glyph) ?? '\uFFFD').join('')
    texts.push({ text, size: Number(size) })
  }
  return texts
}
