import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { finished } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import { openBench } from './bench-core'
import type { Row } from './row'

const sample = join(process.cwd(), '../shared/samples/stdf/lot3.stdf.gz')

/** FABCASE_BENCH_MB=1000 for the whole gigabyte; memory and stalls show the same at this size in a third of the time. */
const megabytes = Number(process.env['FABCASE_BENCH_MB'] ?? '300')
const mostMemory = 600

/** A real file repeated until it is large: a second FAR goes on with the stream. */
async function largeFile(path: string): Promise<number> {
  const one = gunzipSync(await readFile(sample))
  const out = createWriteStream(path)
  const times = Math.ceil((megabytes * 1e6) / one.length)
  for (let i = 0; i < times; i++) if (!out.write(one)) await once(out, 'drain')
  out.end()
  await finished(out)
  return times * one.length
}

/** Memory of this process with all its threads, in MB. */
const memory = (): number => process.memoryUsage.rss() / 1e6

/** One large file through the core: what it takes of memory, and what others feel. */
export default async function bench(): Promise<Row[]> {
  if (!existsSync(sample)) return []
  const { core, me, folder, close } = await openBench()
  const path = join(folder, 'large.stdf')
  const size = await largeFile(path)
  try {
    // The sample that was repeated is no part of what the import takes.
    globalThis.gc?.()
    let peak = memory()
    const before = peak
    const delay = monitorEventLoopDelay({ resolution: 5 })
    const spent = process.cpuUsage()
    const start = performance.now()
    delay.enable()
    const staged = await core.stages.path(path)
    const { imports } = (await core.call(me, 'instruments.import', { stageIds: [staged.stageId] })) as {
      imports: { jobId: string }[]
    }
    for (;;) {
      const { state } = (await core.call(me, 'jobs.get', { id: imports[0]?.jobId ?? '' })) as {
        state: string
      }
      peak = Math.max(peak, memory())
      if (state === 'done') break
      if (state !== 'running' && state !== 'queued') throw new Error(`the import ended as ${state}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    delay.disable()
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(spent)
    const stall = delay.max / 1e6
    const what = `import of ${String(megabytes)} MB`
    return [
      {
        name: `${what}: peak memory of the process`,
        value: peak,
        unit: 'MB',
        reference: before,
        referenceName: 'before it began',
        target: `<= ${String(mostMemory)} MB`,
        ok: peak <= mostMemory
      },
      {
        name: `${what}: longest stall of the core`,
        value: stall,
        unit: 'ms',
        target: '<= 200 ms',
        ok: stall <= 200
      },
      {
        name: `${what}: through the core, all threads`,
        value: size / ((user + system) / 1e6) / 1e6,
        unit: 'MB/CPU s'
      },
      { name: `${what}: by the clock on the wall`, value: size / 1e6 / seconds, unit: 'MB/s' }
    ]
  } finally {
    await close()
  }
}
