import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStore, createStore, openStore } from '../../main/store'
import { crashParts } from './crash-child'
import { entry, errorOf, faultOf, newStore, owner, reopen, tempFolder, TestClock } from './support'

const root = join(import.meta.dirname, '..', '..')
const bundled = join(root, 'node_modules', '.cache', `fabcase-crash-${String(process.pid)}`)

/** The child as the product is bundled: Node alone cannot read the aliases. */
async function bundle(): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@contract': join(root, 'preload', 'contract') } },
    build: {
      ssr: true,
      outDir: bundled,
      minify: false,
      rolldownOptions: {
        input: { child: join(import.meta.dirname, 'crash-child.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs' }
      }
    }
  })
}

/** Lets the child work on a store for a while and kills it; the last number it acknowledged. */
async function workAndDie(
  dir: string,
  ms: number,
  meanwhile?: (pid: number) => Promise<void>
): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [join(bundled, 'child.mjs')], {
    env: { ...process.env, FABCASE_CRASH_STORE: dir },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  const opened = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('open')) resolve()
    })
    child.once('exit', code => {
      reject(new Error(`the child ended with ${String(code)}`))
    })
  })
  await opened
  await meanwhile?.(child.pid ?? 0)
  await new Promise(resolve => setTimeout(resolve, ms))
  const dead = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGKILL')
  await dead
  // The last line may be cut short; only a whole one was said.
  return Math.max(
    ...said
      .split('\n')
      .slice(0, -1)
      .map(line => Number(line.replace('open ', '')))
  )
}

describe('kill -9', () => {
  beforeAll(bundle)
  afterAll(() => rm(bundled, { recursive: true, force: true }))

  it(
    'loses nothing that was acknowledged and leaves nothing half-written',
    { timeout: 240_000 },
    async () => {
      const rounds = Number(process.env.FABCASE_KILLS ?? '12')
      const made = await newStore(crashParts)
      const { dir } = made
      await made.close()
      let acknowledged = 0
      for (let round = 0; round < rounds; round++) {
        const second = async (pid: number): Promise<void> => {
          const { fault } = await errorOf(openStore(dir, { owner, clock: new TestClock() }, crashParts))
          expect(fault).toMatchObject({
            key: 'store.locked',
            details: { name: 'child', host: 'example-host', pid }
          })
        }
        acknowledged = Math.max(acknowledged, await workAndDie(dir, 30 + ((round * 97) % 400), second))
        if (round % 3 === 0)
          expect(await checkStore(dir, crashParts)).toMatchObject({
            records: [],
            audit: { ok: true },
            missingSets: []
          })
        const store = await reopen(dir, crashParts, { now: () => new Date() })
        expect(store.openedAfterCrash).toBe(true)
        const counted = store.read.get('SELECT count(*) AS n, max(id) AS last FROM note')
        expect(Number(counted?.n)).toBeGreaterThanOrEqual(acknowledged)
        expect(counted?.last ?? 0).toBe(counted?.n)
        expect(
          store.read.get(`SELECT count(*) AS n FROM note WHERE half <> 'first' OR other_half IS NOT 'second'`)
        ).toEqual({ n: 0 })
        expect(store.search({ text: 'note', kinds: ['note'] }).total).toBe(counted?.n)
        expect(await readdir(join(dir, 'attachments', 'incoming'))).toEqual([])
        expect((await readdir(join(dir, 'backups'))).filter(name => name.endsWith('.partial'))).toEqual([])
        const report = await checkStore(dir, crashParts, { deep: round === rounds - 1 })
        expect(report).toMatchObject({ records: [], measurements: [], audit: { ok: true }, missingSets: [] })
        expect(report.attachments).toMatchObject({ missing: [], altered: [] })
        // A set whose record was still to come, at most one for each death.
        expect(report.orphanSets.length).toBeLessThanOrEqual(1)
        await store.backups.prune({ daily: 0, weekly: 0 })
        await store.close()
      }
      expect(acknowledged).toBeGreaterThan(rounds)
    }
  )
})

describe('a full disk', () => {
  it('is told, undone, and survived', async context => {
    const run = promisify(execFile)
    const disk = join(await tempFolder(), 'small')
    await mkdir(disk)
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
    } catch {
      context.skip('a small disk can only be made by root')
      return
    }
    try {
      const store = await createStore(
        join(disk, 'plant'),
        { name: 'Plant', clock: new TestClock(), owner },
        crashParts
      )
      const add = (size: number): Promise<unknown> =>
        store.write(async tx => Promise.resolve(tx.audit(entry({ after: 'x'.repeat(size) }))))
      let written = 1
      let key = ''
      while (key === '') {
        try {
          await add(200_000)
          written++
        } catch (error) {
          key = error instanceof Error ? error.message : ''
        }
        if (written > 100) throw new Error('the disk is not full')
      }
      expect(key).toBe('store.full')
      expect(await faultOf(store.attachments.put([new Uint8Array(6_000_000)]))).toBe('store.full')
      expect(
        await faultOf(
          store.measurements.write(db => db.prepare('INSERT INTO sets VALUES (1, randomblob(6000000))').run())
        )
      ).toBe('store.full')
      expect(await faultOf(store.backups.create({ attachments: 'full' }))).toBe('store.full')
      expect(await readdir(join(store.dir, 'attachments', 'incoming'))).toEqual([])
      expect(await readdir(join(store.dir, 'backups'))).toEqual([])
      expect(store.audit.query({ limit: 1 }).rows[0]?.seq).toBe(written)
      expect((await store.audit.verify()).ok).toBe(true)

      // Room again: it goes on as if nothing had been.
      await run('mount', ['-o', 'remount,size=40m', disk])
      for (let i = 0; i < 5; i++) await add(1000)
      await store.write(async tx => {
        await tx.em.query('SELECT 1')
        return Promise.resolve(tx.audit(entry()))
      })
      expect((await store.audit.verify()).rows).toBe(written + 6)
      await store.close()
      expect(await checkStore(store.dir, crashParts)).toMatchObject({ ok: true })
    } finally {
      await run('umount', ['-l', disk])
    }
  })
})
