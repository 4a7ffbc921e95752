import { crc32, deflateRawSync } from 'node:zlib'

/** One file to pack. */
export interface Entry {
  readonly name: string | Uint8Array
  readonly content: Uint8Array
  /** 8 deflate (the default), 0 stored; with `packed` any other. */
  readonly method?: number
  /** Packed bytes, where they are not what the method would give. */
  readonly packed?: Uint8Array
  /** General purpose flags: 1 encrypted, 8 sizes behind the data, 0x800 name in UTF-8. */
  readonly flags?: number
  /** Place the directory claims, where it is not the true one. */
  readonly at?: number
  readonly extra?: Uint8Array
}

/** How the archive is written. */
export interface ZipShape {
  /** Sizes, places and counts in zip64 fields only. */
  readonly zip64?: boolean
  readonly comment?: string
  /** Leave the directory out, as when the archive was cut off. */
  readonly withoutDirectory?: boolean
}

/** A zip archive, written after PKWARE's APPNOTE, for tests of its reader. */
export function zipped(entries: readonly Entry[], shape: ZipShape = {}): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  const add = (piece: Uint8Array) => {
    pieces.push(Buffer.from(piece))
    at += piece.length
  }
  for (const entry of entries) {
    const { content, method = 8, flags = 0 } = entry
    const name = Buffer.from(entry.name)
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const crc = crc32(content)
    const start = entry.at ?? at
    const behind = (flags & 8) !== 0
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(method, 8)
    if (!behind) {
      local.writeUInt32LE(crc, 14)
      local.writeUInt32LE(packed.length, 18)
      local.writeUInt32LE(content.length, 22)
    }
    local.writeUInt16LE(name.length, 26)
    local.writeUInt16LE(7, 28)
    add(local)
    add(name)
    // Extra fields here need not be those of the directory.
    add(Buffer.from([0x55, 0x54, 3, 0, 1, 2, 3]))
    add(packed)
    if (behind) {
      const descriptor = Buffer.alloc(16)
      descriptor.writeUInt32LE(0x08074b50, 0)
      descriptor.writeUInt32LE(crc, 4)
      descriptor.writeUInt32LE(packed.length, 8)
      descriptor.writeUInt32LE(content.length, 12)
      add(descriptor)
    }
    const wide = Buffer.alloc(28)
    wide.writeUInt16LE(1, 0)
    wide.writeUInt16LE(24, 2)
    wide.writeBigUInt64LE(BigInt(content.length), 4)
    wide.writeBigUInt64LE(BigInt(packed.length), 12)
    wide.writeBigUInt64LE(BigInt(start), 20)
    const extra = Buffer.concat([
      entry.extra ?? Buffer.alloc(0),
      shape.zip64 === true ? wide : Buffer.alloc(0)
    ])
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(crc, 16)
    central.writeUInt32LE(shape.zip64 === true ? 0xffffffff : packed.length, 20)
    central.writeUInt32LE(shape.zip64 === true ? 0xffffffff : content.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt16LE(extra.length, 30)
    central.writeUInt32LE(shape.zip64 === true ? 0xffffffff : start, 42)
    directory.push(central, name, extra)
  }
  if (shape.withoutDirectory === true) return Buffer.concat(pieces)
  const from = at
  const listed = Buffer.concat(directory)
  add(listed)
  if (shape.zip64 === true) {
    const end64 = Buffer.alloc(56 + 20)
    end64.writeUInt32LE(0x06064b50, 0)
    end64.writeBigUInt64LE(44n, 4)
    end64.writeBigUInt64LE(BigInt(entries.length), 24)
    end64.writeBigUInt64LE(BigInt(entries.length), 32)
    end64.writeBigUInt64LE(BigInt(listed.length), 40)
    end64.writeBigUInt64LE(BigInt(from), 48)
    end64.writeUInt32LE(0x07064b50, 56)
    end64.writeBigUInt64LE(BigInt(at), 64)
    end64.writeUInt32LE(1, 72)
    add(end64)
  }
  const comment = Buffer.from(shape.comment ?? '')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(shape.zip64 === true ? 0xffff : entries.length, 10)
  end.writeUInt32LE(shape.zip64 === true ? 0xffffffff : listed.length, 12)
  end.writeUInt32LE(shape.zip64 === true ? 0xffffffff : from, 16)
  end.writeUInt16LE(comment.length, 20)
  add(end)
  add(comment)
  return Buffer.concat(pieces)
}
