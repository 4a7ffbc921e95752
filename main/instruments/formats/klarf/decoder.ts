import { TextDecoder } from 'node:util'
import type { ByteTarget } from '../input'
import type { Warnings } from '../warnings'
import { Lexer } from './lexer'
import { KlarfModel } from './model'
import { Records } from './records'
import { Statements } from './statements'
import type { DefectGroup, KlarfSummary } from './types'

const pieceBytes = 1 << 20
/** Bytes by which the version is told. */
const headBytes = 4096
const versions = new Set(['1.1', '1.2', '1.8'])

/**
 * Reads KLARF 1.1, 1.2 and 1.8, piece by piece: defects come out in groups of columns as they are complete, the
 * rest at the end. Whatever a file does wrong is named as a warning with its line; nothing is thrown.
 */
export class KlarfDecoder implements ByteTarget {
  /** Unpacked bytes so far. */
  bytesRead = 0
  readonly #model: KlarfModel
  readonly #piece = Buffer.allocUnsafeSlow(pieceBytes)
  #lexer: Lexer | null = null
  #reader: Records | Statements | null = null
  #head = Buffer.alloc(0)
  #bom = false
  /** Set where the file is UTF-16: it is read as UTF-8. */
  #wide: TextDecoder | null = null

  constructor(warnings: Warnings, groupBytes?: number) {
    this.#model = new KlarfModel(warnings, groupBytes)
  }

  /** Groups of defects that are complete. */
  get groups(): DefectGroup[] {
    return this.#model.rows.groups
  }

  space(): Uint8Array {
    return this.#piece
  }

  commit(count: number): void {
    this.push(this.#piece.subarray(0, count))
  }

  push(piece: Uint8Array): void {
    this.bytesRead += piece.length
    if (this.#lexer !== null) {
      this.#lex(piece)
      return
    }
    this.#head = Buffer.concat([this.#head, piece])
    if (this.#head.length >= headBytes) this.#begin()
  }

  /** No more bytes come: what the file says. The last groups are ready afterwards. */
  finish(): KlarfSummary {
    if (this.#lexer === null) this.#begin()
    this.#lexer?.finish()
    this.#reader?.finish()
    const model = this.#model
    if (!versions.has(model.version)) model.remark('klarfVersion', { version: model.version })
    return model.finish(this.#nanometres() ? 'nm' : 'um', this.#bom)
  }

  #lex(piece: Uint8Array): void {
    const text = this.#wide?.decode(piece, { stream: true })
    this.#lexer?.push(text === undefined ? piece : Buffer.from(text, 'utf8'))
  }

  #nanometres(): boolean {
    return this.#reader instanceof Records
  }

  /** The first bytes tell the character set, by a byte order mark, and the version: only 1.8 begins with Record. */
  #begin(): void {
    let head = this.#head
    this.#head = Buffer.alloc(0)
    const [a, b, c] = head
    this.#bom = true
    if (a === 0xef && b === 0xbb && c === 0xbf) head = head.subarray(3)
    else if (a === 0xff && b === 0xfe) this.#wide = new TextDecoder('utf-16le')
    else if (a === 0xfe && b === 0xff) this.#wide = new TextDecoder('utf-16be')
    else this.#bom = false
    const text =
      this.#wide === null ? head.toString('latin1') : new TextDecoder(this.#wide.encoding).decode(head)
    const model = this.#model
    this.#reader = /^\s*Record\b/i.test(text) ? new Records(model) : new Statements(model)
    model.rows.nanometres = this.#nanometres()
    const lexer = new Lexer(this.#reader)
    model.line = () => lexer.line
    this.#lexer = lexer
    this.#lex(head)
  }
}
