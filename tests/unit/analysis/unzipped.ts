import { inflateRawSync } from 'node:zlib'
import { expect } from 'vitest'

/** Files of a ZIP archive by name. */
export function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const files = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26)
    const text = inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20))).toString('utf8')
    expect(text.length).toBeLessThanOrEqual(zip.readUInt32LE(at + 24))
    files.set(name, text)
    at += 46 + zip.readUInt16LE(at + 28)
  }
  return files
}
