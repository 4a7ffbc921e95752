// Runs on Node 24, which reads the verifier's own TypeScript: what it would refuse is never written.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { inRoot, say } from './paths.mjs'

const usage = `Usage: npm run sign-update -- --key <private key> [options] [folder]
       npm run sign-update -- --new-key <file>

Lists the installers in a folder (dist unless told) with their sizes and SHA-512 in manifest.json, and signs
that with Ed25519 in manifest.json.sig. Installers and both files together are the feed that stations update from.

  --key <file>         private key (PEM); twice around a change of keys: the old one and the new one
  --version <version>  version of the installers; otherwise that of package.json
  --min-version <v>    oldest version that may update to this one directly; otherwise 0.0.0
  --notes <file>       what is new, as text
  --new-key <file>     make a key pair: the private key goes to the file, the public one is printed

A private key under a password takes it from FABCASE_KEY_PASSWORD.`

/** Something that cannot be signed; told without a stack. */
class Refusal extends Error {}

/** `npm run` goes to the project's folder first; paths are meant from where the user stood. @param {string} path */
function fromHere(path) {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env
  return resolve(script === 'sign-update' && calledFrom !== undefined ? calledFrom : process.cwd(), path)
}

/** Ending of a package to the platform it is for. @type {Readonly<Record<string, string>>} */
const platforms = {
  exe: 'win32',
  AppImage: 'linux',
  deb: 'linux',
  rpm: 'linux',
  zip: 'darwin',
  dmg: 'darwin'
}

/** @param {string} path */
async function sha512(path) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64')
}

/**
 * The installers of a folder as a manifest names them, in the order of their names.
 * @param {string} folder
 */
async function installers(folder) {
  const files = []
  for (const name of readdirSync(folder).sort()) {
    const platform = platforms[/\.([A-Za-z]+)$/.exec(name)?.[1] ?? '']
    if (platform === undefined || !statSync(join(folder, name)).isFile()) continue
    const arch = /arm64|aarch64/i.test(name) ? 'arm64' : 'x64'
    const path = join(folder, name)
    files.push({ name, platform, arch, size: statSync(path).size, sha512: await sha512(path) })
  }
  return files
}

/** @param {string} path */
function readKey(path) {
  if (!existsSync(path)) throw new Refusal(`There is no key ${path}.`)
  const passphrase = process.env['FABCASE_KEY_PASSWORD']
  try {
    const key = createPrivateKey({
      key: readFileSync(path),
      ...(passphrase === undefined ? {} : { passphrase })
    })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (error) {
    throw new Refusal(`${path} could not be read as a private key: ${String(error)}`)
  }
  throw new Refusal(`${path} is no Ed25519 key.`)
}

/** Base64 of the SPKI form, as resources/update-keys.json has it. @param {import('node:crypto').KeyObject} key */
function publicText(key) {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}

/** @param {string} path */
function newKey(path) {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    writeFileSync(path, pem, { flag: 'wx', mode: 0o600 })
  } catch {
    throw new Refusal(`${path} could not be made; a file that is there is not overwritten.`)
  }
  say(
    `The private key is in ${path}: keep it off the network. Put the public one into resources/update-keys.json:`
  )
  process.stdout.write(`${publicText(privateKey)}\n`)
}

/**
 * @param {string} folder
 * @param {{ key: string[], version: string, minVersion: string, notes: string | undefined }} order
 */
async function signUpdate(folder, order) {
  const { canonicalManifest, manifestName, readKeys, readManifest, signatureName } = await import(
    pathToFileURL(inRoot('main', 'desktop', 'update', 'manifest.ts')).href
  )
  const files = await installers(folder)
  if (files.length === 0) throw new Refusal(`There is no installer in ${folder}.`)
  const json = canonicalManifest({
    version: order.version,
    minVersion: order.minVersion,
    files,
    ...(order.notes === undefined ? {} : { notes: readFileSync(fromHere(order.notes), 'utf8').trim() })
  })
  const keys = order.key.map(path => readKey(fromHere(path)))
  const signatures = keys.map(key => `${sign(null, Buffer.from(json), key).toString('base64')}\n`)
  const own = keys.map(publicText)
  try {
    for (const [i, key] of own.entries()) readManifest(Buffer.from(json), signatures[i], readKeys([key]))
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
    throw new Refusal(`Stations would refuse this update: ${String(error)} ${cause}`.trim())
  }
  writeFileSync(join(folder, manifestName), json)
  writeFileSync(join(folder, signatureName), signatures.join(''))
  for (const file of files) say(`${file.platform} ${file.arch} ${file.name} ${file.size} bytes`)
  const known = JSON.parse(readFileSync(inRoot('resources', 'update-keys.json'), 'utf8')).ed25519
  if (!own.some(key => known.includes(key)))
    say(
      'None of these keys is in resources/update-keys.json: programs built from here will refuse this update.'
    )
  process.stdout.write(`${join(folder, manifestName)}\n`)
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      version: { type: 'string' },
      'min-version': { type: 'string' },
      notes: { type: 'string' },
      'new-key': { type: 'string' },
      help: { type: 'boolean' }
    }
  })
  const { key, notes } = values
  const [given, ...more] = positionals
  const folder = given === undefined ? inRoot('dist') : fromHere(given)
  if (values.help === true) process.stdout.write(`${usage}\n`)
  else if (values['new-key'] !== undefined) newKey(fromHere(values['new-key']))
  else {
    if (key === undefined || more.length > 0)
      throw new TypeError(`One folder and at least one --key are needed.\n\n${usage}`)
    const version = values.version ?? JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version
    if (!existsSync(folder)) throw new Refusal(`There is no folder ${folder}.`)
    await signUpdate(folder, { key, version, minVersion: values['min-version'] ?? '0.0.0', notes })
  }
} catch (error) {
  const wrongUse = error instanceof TypeError
  say(
    wrongUse || error instanceof Refusal
      ? error.message
      : String(error instanceof Error ? error.stack : error)
  )
  process.exitCode = wrongUse ? 2 : 1
}
