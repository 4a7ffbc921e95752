import type { TestRef, ViewTest } from '@contract/analysis'
import { useCallback, useMemo } from 'react'
import { useQueryOf } from '../app/client/index'
import { appHistory } from '../app/history'
import { go } from '../app/navigation'
import { type Bench, readBench, routeOfBench } from './address'
import type { BenchDesk } from './bench'
import { sameTest } from './steps'
import { keyLabel, testLabel } from './words'

/** Longer addresses are not kept with evidence; it knows its view itself. */
const longestLink = 20_000

/** Change the address by what it is now, not by what was drawn last. */
function changeNow(by: (bench: Bench) => Bench, replace: boolean): void {
  const reading = readBench(appHistory().location.search, sessionStorage)
  if (reading.what !== 'bench') return
  const next = routeOfBench(by(reading.bench), sessionStorage)
  if (next !== routeOfBench(reading.bench, sessionStorage)) go(next, replace)
}

/** Everything the workbench's parts share, from its address and the core's answers. */
export function useDesk(bench: Bench): BenchDesk {
  const { view } = bench
  const answer = useQueryOf('analysis.overview', { view }, { keep: true, topics: ['import', 'set'] })
  const found = useQueryOf('analysis.tests', { view }, { keep: true, topics: ['import', 'set'] })
  const overview = answer.data
  const tests = useMemo(() => found.data?.tests ?? [], [found.data])
  const fails = found.data?.fails
  const test = useMemo(() => {
    const chosen = bench.test
    const known = chosen === null ? undefined : tests.find(one => one.ref.key === chosen.key)
    if (known !== undefined && chosen !== null)
      return { ...known, ref: { key: known.ref.key, element: Math.min(chosen.element, known.elements - 1) } }
    return mostTelling(tests, fails)
  }, [bench.test, tests, fails])
  const names = useMemo(() => {
    const wafers = new Map(overview?.wafers.map(wafer => [wafer.key, wafer]))
    const lots = new Map(overview?.lots.map(lot => [lot.key, lot.label]))
    const several = lots.size > 1
    const byKey = new Map(tests.map(one => [one.ref.key, one]))
    return {
      lot: (key: string) => lots.get(key) ?? key,
      wafer: (key: string) => {
        const wafer = wafers.get(key)
        if (wafer === undefined) return key
        const name = wafer.wafer === '' ? '?' : wafer.wafer
        return several ? `${lots.get(wafer.lot) ?? wafer.lot} ${name}` : name
      },
      test: (ref: TestRef) => {
        const known = byKey.get(ref.key)
        return known === undefined ? keyLabel(ref) : testLabel(known, ref.element)
      }
    }
  }, [overview, tests])
  const change = useCallback((next: Partial<Bench>) => {
    changeNow(now => ({ ...now, ...next }), false)
  }, [])
  const setOption = useCallback((name: string, value: string, step = false) => {
    changeNow(now => ({ ...now, options: { ...now.options, [name]: value } }), !step)
  }, [])
  return {
    bench,
    view,
    overview,
    asOf: answer.dataUpdatedAt,
    error: answer.error,
    retry: () => {
      void answer.refetch()
      void found.refetch()
    },
    testFigures: found.data,
    names,
    test,
    tests,
    setView: next => {
      change({ view: next })
    },
    setFilter: filter => {
      changeNow(now => ({ ...now, view: { ...now.view, filter } }), false)
    },
    setPanel: panel => {
      change({ panel })
    },
    setBeside: beside => {
      change({ beside })
    },
    setTest: ref => {
      changeNow(now => (sameTest(now.test, ref) ? now : { ...now, test: ref }), true)
    },
    setOption,
    option: (name, usual = '') => bench.options[name] ?? usual,
    change,
    openPart: (set, part) => {
      setOption('part', `${set}:${part}`, true)
    },
    link: () => {
      const route = routeOfBench(bench, sessionStorage)
      // An address with only the sum of its filter leads nowhere on another machine.
      return route.length > longestLink || new URLSearchParams(route.split('?')[1]).has('k') ? '' : route
    }
  }
}

/** The test with most fails; the first where none fails. */
function mostTelling(tests: readonly ViewTest[], fails: Uint32Array | undefined): ViewTest | null {
  let best = 0
  for (let i = 1; i < tests.length; i++) if ((fails?.[i] ?? 0) > (fails?.[best] ?? 0)) best = i
  return tests[best] ?? null
}
