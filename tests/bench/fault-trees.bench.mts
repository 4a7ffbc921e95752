import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { analyse } from '../../main/rca/fta/analyse'
import { readMef } from '../../main/rca/fta/mef/reader'
import { cpuSeconds, type Row } from './row'

/** Published industrial trees, beside the project; SCRAM does not end on two of them. */
const folder = '../shared/fta/aralia'
const unsolved = ['das9701', 'nus9601']

/** One of the two: exact, or bounds that are less than a factor of 2 apart; within half a minute and 1 GB. */
async function hard(name: string): Promise<Row[]> {
  const model = readMef(readFileSync(`${folder}/${name}.xml`, 'utf8'))
  let found = ''
  let good = false
  const seconds = await cpuSeconds(() => {
    const { p, bounds, mcs, counted } = analyse(model)
    const order = counted.order === null ? '' : ` of at most ${String(counted.order)} events`
    found = `${p === null ? `${String(bounds?.lower)} .. ${String(bounds?.upper)}` : String(p)}, ${mcs} sets${order}`
    good = p !== null || (bounds !== null && bounds.upper < 2 * bounds.lower)
  })
  const mebibytes = process.resourceUsage().maxRSS / 1024
  return [
    {
      name: `fault tree ${name}: ${found}`,
      value: seconds,
      unit: 'CPU s',
      target: '<= 40',
      ok: good && seconds <= 40
    },
    { name: 'most memory so far', value: mebibytes, unit: 'MiB', target: '< 1024', ok: mebibytes < 1024 }
  ]
}

/** SCRAM needs over a minute for one of them: it is stopped there, and its time is "at least". */
const patience = 20

/** Both sides need less: a tie, whatever the ratio says. */
const trifle = 0.15

/** CPU seconds of a process so far, from /proc; user and system in ticks of 10 ms. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** CPU seconds until SCRAM has its cut sets and before it writes them out, which takes gigabytes. */
async function scram(file: string): Promise<number> {
  const args = ['--bdd', '--probability', 'true', '-l', '1000', '--verbosity', '5', '-o', '/dev/null', file]
  const child = spawn('scram', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  return await new Promise((resolve, reject) => {
    let spent = 0
    const look = setInterval(() => {
      if (child.pid !== undefined && child.exitCode === null) spent = cpuOf(child.pid)
      if (spent > patience) child.kill('SIGKILL')
    }, 20)
    child.stderr.on('data', (chunk: Buffer) => {
      if (!chunk.includes('Reporting products') || child.pid === undefined) return
      spent = cpuOf(child.pid)
      child.kill('SIGKILL')
    })
    child.once('error', reject)
    child.once('exit', () => {
      clearInterval(look)
      resolve(spent)
    })
  })
}

/** Probability, cut sets by order and importance-ready diagrams, beside SCRAM on the same trees in the same run. */
export default async function bench(): Promise<Row[]> {
  if (!existsSync(folder)) return []
  const hasScram = spawnSync('scram', ['--version']).status === 0
  const names = readdirSync(folder)
    .map(file => file.replace('.xml', ''))
    .filter(name => !unsolved.includes(name))
  // Compiled once on a small tree, as SCRAM is compiled.
  analyse(readMef(readFileSync(`${folder}/chinese.xml`, 'utf8')))
  const start = hasScram ? await scram(`${folder}/chinese.xml`) : 0
  const rows: Row[] = []
  let ours = 0
  let theirs = 0
  let slower = 0
  let solved = 0
  for (const name of names) {
    const file = `${folder}/${name}.xml`
    const own = await cpuSeconds(() => analyse(readMef(readFileSync(file, 'utf8'))))
    const other = hasScram ? Math.max(0.01, (await scram(file)) - start) : Number.NaN
    const finished = !(other > patience)
    if (finished) {
      solved++
      ours += own
      theirs += other
    }
    if (own > other && own > trifle) slower++
    if (own < 0.5 && !(other > 1)) continue
    rows.push({
      name: `fault tree ${name}: probability and cut sets`,
      value: own,
      unit: 'CPU s',
      ...(hasScram
        ? {
            reference: other,
            referenceName: !finished ? 'SCRAM 0.16.2, stopped' : 'SCRAM 0.16.2',
            ratio: own / other,
            target: '<= 1 x',
            ok: own <= Math.max(other, trifle)
          }
        : {})
    })
  }
  rows.push({
    name: `fault trees, the ${String(solved)} that SCRAM ended`,
    value: ours,
    unit: 'CPU s',
    ...(hasScram
      ? {
          reference: theirs,
          referenceName: 'SCRAM 0.16.2',
          ratio: ours / theirs,
          target: '<= 0.5 x',
          ok: ours <= theirs / 2
        }
      : {})
  })
  if (hasScram)
    rows.push({
      name: 'fault trees slower than SCRAM',
      value: slower,
      unit: 'trees',
      target: '0',
      ok: slower === 0
    })
  for (const name of unsolved) rows.push(...(await hard(name)))
  return rows
}
