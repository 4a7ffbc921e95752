import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError, inRoot, say } from './paths.mjs'

const BEAT_MS = 2_000
const DEAD_AFTER_MS = 20_000

/**
 * Whether the owner written in a lock file is gone: its process has ended, or nothing has touched the file
 * for a while (an owner in another container, a machine that lost power).
 * @param {{ text: string, ageMs: number, alive: (pid: number) => boolean }} lock
 */
export function isStale({ text, ageMs, alive }) {
  const pid = Number.parseInt(text, 10)
  if (ageMs > DEAD_AFTER_MS) return true
  // Just created and not written yet.
  if (!Number.isInteger(pid)) return ageMs > BEAT_MS
  return !alive(pid)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Runs `work` while no other command of this project folder installs or builds.
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function withLock(work, file = inRoot('out', '.lock')) {
  const token = `${process.pid} ${Date.now()}`
  let told = false
  for (;;) {
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, token, { flag: 'wx' })
      break
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw new SetupError(`The project's folder cannot be written: ${String(error)}`)
      }
    }
    if (heldByTheDead(file)) {
      rmSync(file, { force: true })
      // Whoever else saw the dead owner removes it within this time too; the create above then decides.
      await sleep(50 + Math.random() * 100)
      continue
    }
    if (!told) say('FabCase: another command is setting up; waiting for it')
    told = true
    await sleep(150)
  }
  const beat = setInterval(() => touch(file), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if (read(file) === token) rmSync(file, { force: true })
  }
}

/** @param {string} file */
function heldByTheDead(file) {
  try {
    const text = readFileSync(file, 'utf8')
    return isStale({ text, ageMs: Date.now() - statSync(file).mtimeMs, alive: isAlive })
  } catch {
    return false
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Somebody cleaned the folder; the work goes on.
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
