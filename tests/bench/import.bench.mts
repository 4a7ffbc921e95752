import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { finished } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { openBench } from './bench-core'
import { quantile, type Row } from './row'

const sample = join(process.cwd(), '../shared/samples/stdf/lot3.stdf.gz')
const megabytes = 100
/** So many imports are cancelled, at different moments. */
const cancelled = 5

/**
 * What other readers spend on the same real file repeated to 100 MB, in MB a CPU second, as measured once on two cores
 * (median of five, user and system). They decode and store nothing; an import also keeps columns, statistics and hash.
 */
const readers = [
  { name: 'rust-stdf 0.3.1, all fields', speed: 218 },
  { name: 'libstdf 0.7', speed: 77 },
  { name: 'pystdf, Python 3.11 (of one copy: 4.56 MB)', speed: 3.3 }
] as const

/** A real file repeated until it has 100 MB: a second FAR goes on with the stream. */
async function bigFile(path: string, extra: number): Promise<number> {
  const one = gunzipSync(await readFile(sample))
  const out = createWriteStream(path)
  const times = Math.ceil((megabytes * 1e6) / one.length) + extra
  for (let i = 0; i < times; i++) if (!out.write(one)) await once(out, 'drain')
  out.end()
  await finished(out)
  return times * one.length
}

/** What others feel while a 100 MB file is imported: the core's loop, a list, an edit. */
export default async function bench(): Promise<Row[]> {
  if (!existsSync(sample)) return []
  const { core, me, folder, close } = await openBench()
  try {
    const paths = [join(folder, 'alone.stdf'), join(folder, 'busy.stdf')] as const
    const sizes = [await bigFile(paths[0], 0), await bigFile(paths[1], 1)] as const
    const begin = async (path: string): Promise<string> => {
      const staged = await core.stages.path(path)
      const { imports } = (await core.call(me, 'instruments.import', { stageIds: [staged.stageId] })) as {
        imports: { jobId: string }[]
      }
      return imports[0]?.jobId ?? ''
    }
    const running = async (jobId: string): Promise<boolean> => {
      const { state } = (await core.call(me, 'jobs.get', { id: jobId })) as { state: string }
      if (state !== 'done' && state !== 'running' && state !== 'queued')
        throw new Error(`the import ended as ${state}`)
      return state !== 'done'
    }
    // Alone first: what it costs. Then with somebody working: what they feel.
    const quiet = process.cpuUsage()
    const start = performance.now()
    const alone = await begin(paths[0])
    while (await running(alone)) await new Promise(resolve => setTimeout(resolve, 50))
    const seconds = (performance.now() - start) / 1000
    const spent = process.cpuUsage(quiet)
    const cost = sizes[0] / 1e6 / ((spent.user + spent.system) / 1e6)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    const edits: number[] = []
    const lists: number[] = []
    delay.enable()
    const busy = await begin(paths[1])
    for (let i = 0; ; i++) {
      const before = performance.now()
      await core.call(me, 'cases.add', { title: `while importing ${String(i)}` })
      edits.push(performance.now() - before)
      const listed = performance.now()
      await core.call(me, 'cases.list', {})
      lists.push(performance.now() - listed)
      if (!(await running(busy))) break
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    delay.disable()
    const stall = delay.max / 1e6
    const cancels: number[] = []
    for (let i = 0; i < cancelled; i++) {
      const path = join(folder, `cancelled-${String(i)}.stdf`)
      await bigFile(path, 2 + i)
      const jobId = await begin(path)
      await wait(50 + i * 60)
      const told = performance.now()
      await core.call(me, 'jobs.cancel', { id: jobId })
      for (;;) {
        const { state } = (await core.call(me, 'jobs.get', { id: jobId })) as { state: string }
        if (state === 'cancelled') break
        if (state !== 'running' && state !== 'queued') throw new Error(`the import ended as ${state}`)
        await wait(2)
      }
      cancels.push(performance.now() - told)
    }
    const gone = Math.max(...cancels)
    return [
      {
        name: 'longest stall of the core while 100 MB are imported',
        value: stall,
        unit: 'ms',
        target: '<= 200 ms',
        ok: stall <= 200
      },
      {
        name: 'import of 100 MB cancelled: until nothing of it is left, longest of five',
        value: gone,
        unit: 'ms',
        target: '<= 300',
        ok: gone <= 300
      },
      { name: 'an edit meanwhile', value: quantile(edits, 0.95), unit: 'ms p95' },
      { name: 'a list meanwhile', value: quantile(lists, 0.95), unit: 'ms p95' },
      {
        name: 'import of 100 MB through the core, all threads',
        value: cost,
        unit: 'MB/CPU s',
        target: '>= 100',
        ok: cost >= 100
      },
      ...readers.map(reader => ({
        name: 'import, beside a reader that only decodes',
        value: cost,
        unit: 'MB/CPU s',
        reference: reader.speed,
        referenceName: `${reader.name}, as stated`,
        ratio: cost / reader.speed
      })),
      { name: 'import of 100 MB by the clock on the wall', value: sizes[0] / 1e6 / seconds, unit: 'MB/s' }
    ]
  } finally {
    await close()
  }
}
