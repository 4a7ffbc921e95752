import { crc32, createDeflateRaw } from 'node:zlib'

interface Entry {
  readonly name: string
  readonly crc: number
  readonly packed: readonly Buffer[]
  readonly packedBytes: number
  readonly bytes: number
}

/** Files in a ZIP hold less than 4 GB each and together; what FabCase writes is far smaller. */
const most = 0xffff_0000

/** A ZIP archive made entry by entry, each packed as its text comes (APPNOTE 6.3, method 8). */
export class ZipWriter {
  readonly #entries: Entry[] = []

  /** Add a file. @param pieces its text, in pieces of any size */
  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const deflate = createDeflateRaw({ level: 6 })
    const packed: Buffer[] = []
    let packedBytes = 0
    deflate.on('data', (piece: Buffer) => {
      packed.push(piece)
      packedBytes += piece.length
    })
    const done = new Promise<void>((resolve, reject) => {
      deflate.on('end', resolve)
      deflate.on('error', reject)
    })
    let crc = 0
    let bytes = 0
    for (const piece of pieces) {
      const chunk = Buffer.from(piece, 'utf8')
      crc = crc32(chunk, crc)
      bytes += chunk.length
      if (!deflate.write(chunk)) await new Promise<void>(resolve => deflate.once('drain', resolve))
    }
    deflate.end()
    await done
    if (bytes > most) throw new RangeError('a file of a workbook is too large')
    this.#entries.push({ name, crc, packed, packedBytes, bytes })
  }

  /** The archive. */
  finish(): Uint8Array {
    const parts: Buffer[] = []
    const directory: Buffer[] = []
    let offset = 0
    for (const entry of this.#entries) {
      const name = Buffer.from(entry.name, 'utf8')
      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      describe(local, 4, entry, name.length)
      const central = Buffer.alloc(46)
      central.writeUInt32LE(0x02014b50, 0)
      central.writeUInt16LE(20, 4)
      describe(central, 6, entry, name.length)
      central.writeUInt32LE(offset, 42)
      parts.push(local, name, ...entry.packed)
      directory.push(central, name)
      offset += local.length + name.length + entry.packedBytes
    }
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.#entries.length, 8)
    end.writeUInt16LE(this.#entries.length, 10)
    end.writeUInt32LE(
      directory.reduce((sum, piece) => sum + piece.length, 0),
      12
    )
    end.writeUInt32LE(offset, 16)
    return new Uint8Array(Buffer.concat([...parts, ...directory, end]))
  }
}

/** What a local header and the directory say alike, from the version needed on. */
function describe(header: Buffer, at: number, entry: Entry, nameLength: number): void {
  header.writeUInt16LE(20, at)
  // Names are UTF-8.
  header.writeUInt16LE(0x0800, at + 2)
  header.writeUInt16LE(8, at + 4)
  // 1 January 1980: the same table makes the same bytes.
  header.writeUInt16LE(0x21, at + 8)
  header.writeUInt32LE(entry.crc, at + 10)
  header.writeUInt32LE(entry.packedBytes, at + 14)
  header.writeUInt32LE(entry.bytes, at + 18)
  header.writeUInt16LE(nameLength, at + 22)
}
