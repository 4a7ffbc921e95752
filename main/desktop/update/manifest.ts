import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** Name of the list of an update's files, and of its detached signature. */
export const manifestName = 'manifest.json'
export const signatureName = 'manifest.json.sig'

const version = z.string().regex(/^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}(?:-[0-9A-Za-z.-]{1,40})?$/)

const fileSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ -]{0,120}\.(?:exe|AppImage|deb|rpm|zip|dmg)$/),
  platform: z.enum(['win32', 'linux', 'darwin']),
  arch: z.enum(['x64', 'arm64']),
  size: z
    .int()
    .min(1)
    .max(4 * 1024 ** 3),
  /** Base64 of 64 bytes. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/)
})

const manifestSchema = z.strictObject({
  version,
  /** Oldest program that may update to this one directly. */
  minVersion: version,
  files: z.array(fileSchema).min(1).max(50),
  notes: z.string().max(20_000).optional()
})

/** What an update consists of, as its makers signed it. */
export type Manifest = z.infer<typeof manifestSchema>

/** One file of an update. */
export type ManifestFile = z.infer<typeof fileSchema>

/** Why an update is not taken; each has a text under `updates.fault`. */
export type UpdateTrouble =
  | 'unreachable'
  | 'manifest'
  | 'signature'
  | 'rollback'
  | 'tooOld'
  | 'noFile'
  | 'size'
  | 'digest'
  | 'backup'
  | 'install'

/** An update that is not taken. */
export class UpdateError extends Error {
  readonly trouble: UpdateTrouble
  readonly blanks: Readonly<Record<string, string>>

  constructor(trouble: UpdateTrouble, blanks: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(trouble, options)
    this.name = 'UpdateError'
    this.trouble = trouble
    this.blanks = blanks
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)])
  )
}

/** The one way to write a manifest down: keys sorted, no spaces, UTF-8. This is what is signed. */
export function canonicalManifest(manifest: Manifest): string {
  return JSON.stringify(sorted(manifest))
}

/**
 * Order of two versions by semver's rules: negative when `a` is older. Both must have passed the
 * manifest's pattern or be the program's own.
 */
export function compareVersions(a: string, b: string): number {
  const split = (text: string): { numbers: number[]; pre: string[] } => {
    const dash = text.indexOf('-')
    const main = dash < 0 ? text : text.slice(0, dash)
    return { numbers: main.split('.').map(Number), pre: dash < 0 ? [] : text.slice(dash + 1).split('.') }
  }
  const left = split(a)
  const right = split(b)
  for (let i = 0; i < 3; i++) {
    const difference = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0)
    if (difference !== 0) return difference
  }
  if (left.pre.length === 0 || right.pre.length === 0) return right.pre.length - left.pre.length
  for (let i = 0; i < Math.max(left.pre.length, right.pre.length); i++) {
    const x = left.pre[i]
    const y = right.pre[i]
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1
    if (x === y) continue
    const numeric = [/^\d+$/.test(x), /^\d+$/.test(y)] as const
    if (numeric[0] && numeric[1]) return Number(x) - Number(y)
    if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1
    return x < y ? -1 : 1
  }
  return 0
}

/** Public keys from base64 of their SPKI form (what `openssl pkey -pubout` writes between its lines). */
export function readKeys(keys: readonly string[]): KeyObject[] {
  return keys.map(key => {
    const read = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    if (read.asymmetricKeyType !== 'ed25519') throw new TypeError('an update key is not an Ed25519 key')
    return read
  })
}

/**
 * Prove and read a manifest. The signature is checked over the bytes as they came, before anything
 * is parsed: one of the signature's lines must be good under one of the keys, so that a release made
 * during a change of keys carries both. What was signed must also be in canonical form: then it can
 * be read in one way only.
 */
export function readManifest(bytes: Uint8Array, signatures: string, keys: readonly KeyObject[]): Manifest {
  const lines = signatures
    .split(/\s+/)
    .filter(line => line !== '')
    .slice(0, 4)
  const good = lines.some(line => {
    const signature = Buffer.from(line, 'base64')
    return signature.length === 64 && keys.some(key => verify(null, bytes, key, signature))
  })
  if (!good) throw new UpdateError('signature')
  const json = new TextDecoder().decode(bytes)
  let manifest: Manifest
  try {
    manifest = manifestSchema.parse(JSON.parse(json))
  } catch (error) {
    throw new UpdateError('manifest', {}, { cause: error })
  }
  if (canonicalManifest(manifest) !== json) throw new UpdateError('manifest')
  return manifest
}

/** What the running program is. */
export interface Running {
  readonly version: string
  readonly platform: string
  readonly arch: string
  /** Ending of the kind of package it was installed from: `exe`, `AppImage`, `deb`, `zip`, ... */
  readonly package: string
}

/** The file of a newer version for this machine; null when the program is that version already. */
export function chooseFile(manifest: Manifest, running: Running): ManifestFile | null {
  const order = compareVersions(manifest.version, running.version)
  if (order === 0) return null
  if (order < 0) throw new UpdateError('rollback')
  if (compareVersions(running.version, manifest.minVersion) < 0) {
    throw new UpdateError('tooOld', { version: manifest.minVersion })
  }
  const file = manifest.files.find(
    candidate =>
      candidate.platform === running.platform &&
      candidate.arch === running.arch &&
      candidate.name.endsWith(`.${running.package}`)
  )
  if (file === undefined) throw new UpdateError('noFile')
  return file
}

/** Prove that a downloaded file is the one that was signed: its size, then its SHA-512. */
export async function proveFile(path: string, file: ManifestFile): Promise<void> {
  const { size } = await stat(path)
  if (size !== file.size) throw new UpdateError('size', { name: file.name })
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  if (hash.digest('base64') !== file.sha512) throw new UpdateError('digest', { name: file.name })
}
