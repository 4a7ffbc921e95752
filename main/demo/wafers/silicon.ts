import type { Random } from '../../statistics/random'
import { pickWeighted, wholeBetween } from '../random'
import { siteOf, type Die } from './layout'
import { pins, program, testNamed } from './program'
import { edgeShare, isRepeated, isScratched, type Signature } from './signatures'

/** What one wafer is like. */
export interface Silicon {
  readonly signature: Signature
  /** How far the tester's reference has drifted, 0 at the first wafer and 1 at the last. */
  readonly drift: number
  /** Shift of the lot as a whole, in sigmas. */
  readonly lotShift: number
}

/** What one touch of the probe card measured on one die. */
export interface Touch {
  /** One value a test, in base units; NaN for a functional test, and for what was not run any more. */
  readonly values: Float64Array
  /** Values of the continuity test, one a pin. */
  readonly pinValues: readonly number[]
  /** Tests that failed, by index, in the order of the program. */
  readonly fails: readonly number[]
  /** Tests run; a die without contact is not tested on. */
  readonly run: number
  /** Soft bin: that of the first test that failed. */
  readonly bin: number
}

/** Makes a die's values wrong before they are judged. */
type Harm = (values: Float64Array, pinValues: number[], failed: Set<number>, random: Random) => void

const at = Object.fromEntries(program.map(test => [test.name, testNamed(test.name)]))

function index(name: string): number {
  return at[name] ?? testNamed(name)
}

const set = (values: Float64Array, name: string, value: number): void => {
  values[index(name)] = value
}

const fail = (failed: Set<number>, name: string): void => {
  failed.add(index(name))
}

const spread = (random: Random, least: number, most: number): number =>
  least * (most / least) ** random.next()

const openPin: Harm = (_values, pinValues, _failed, random) => {
  pinValues[wholeBetween(random, 0, pins.length - 1)] = -2.5 + 0.4 * random.next()
}

/** What a random defect does to a die; weights as shares of all of them. */
const defects: readonly { readonly weight: number; readonly harm: Harm }[] = [
  { weight: 6, harm: openPin },
  {
    weight: 9,
    harm: (values, _pins, _failed, random) => {
      set(values, random.next() < 0.5 ? 'R_VS_GND' : 'R_VDD_GND', spread(random, 2, 90))
    }
  },
  {
    weight: 16,
    harm: (values, _pins, _failed, random) => {
      const pin = ['EN', 'SDI', 'SCK', 'CSB', 'INH1', 'INH2', 'INH3', 'DIAG'][wholeBetween(random, 0, 7)]
      set(values, `LEAK_${pin ?? 'EN'}`, spread(random, 1.3e-6, 3e-5))
    }
  },
  {
    weight: 14,
    harm: (values, _pins, _failed, random) => {
      set(
        values,
        `IDSS_${random.next() < 0.5 ? 'HS' : 'LS'}${wholeBetween(random, 1, 3)}`,
        spread(random, 6e-6, 2e-4)
      )
    }
  },
  {
    weight: 14,
    harm: (values, _pins, failed, random) => {
      set(values, 'IDD_Q', spread(random, 2.2e-5, 6e-4))
      if (random.next() < 0.4) fail(failed, 'SCAN_STUCK_AT')
    }
  },
  {
    weight: 22,
    harm: (_values, _pins, failed, random) => {
      fail(failed, 'SCAN_STUCK_AT')
      if (random.next() < 0.8) fail(failed, 'SCAN_TRANSITION')
    }
  },
  {
    weight: 9,
    harm: (_values, _pins, failed) => {
      fail(failed, 'MBIST_MARCH_C')
    }
  },
  {
    weight: 4,
    harm: (_values, _pins, failed) => {
      fail(failed, 'SPI_LOOPBACK')
    }
  },
  {
    weight: 3,
    harm: (values, _pins, _failed, random) => {
      set(values, 'OSC_FREQ', random.next() < 0.5 ? 14.2e6 + 8e5 * random.next() : 17e6 + 6e5 * random.next())
    }
  },
  {
    weight: 3,
    harm: (values, _pins, _failed, random) => {
      set(values, `T_DON${wholeBetween(random, 1, 3)}`, spread(random, 1.15e-7, 2.6e-7))
    }
  }
]

/** Share of dies with a random defect in the middle of a wafer, and how many more at its edge. */
const defectShare = { middle: 0.035, edge: 0.03 }

/** Share of dies that had no contact at the first touch and have it at the second. */
const contactShare = 0.006

/** The planted drift: how far VREF_2V5 has gone at the end, in volts. The bandgap it is made from stays. */
const driftVolts = 0.0186

/** What the signatures do; each leaves most, not all, of its dies dead. */
const signatures: Readonly<Record<Signature, (die: Die, angle: number, random: Random) => Harm | null>> = {
  none: () => null,
  edgeRing: (die, angle) => {
    const share = edgeShare(die, angle)
    if (share === 0) return null
    return (values, _pins, _failed, random) => {
      // One trench, one etch: the three high sides of a die go together.
      const common = 0.021 * share * (0.75 + 0.5 * random.next())
      for (const phase of [1, 2, 3]) {
        values[index(`RDSON_HS${phase}`)] = (values[index(`RDSON_HS${phase}`)] ?? 0) + common
        values[index(`VTH_HS${phase}`)] = (values[index(`VTH_HS${phase}`)] ?? 0) + 0.05 * share
      }
    }
  },
  repeater: (die, _angle, random) => {
    if (!isRepeated(die) || random.next() > 0.88) return null
    return (values, _pins, _failed, inner) => {
      set(values, 'IGSS_LS2', spread(inner, 1.3e-7, 4e-6))
      // Felt in the leakage of the same transistor too, but there within the limit.
      if (inner.next() < 0.6) set(values, 'IDSS_LS2', spread(inner, 1.2e-6, 4.5e-6))
    }
  },
  scratch: (die, _angle, random) => {
    if (!isScratched(die) || random.next() > 0.86) return null
    return random.next() < 0.25
      ? openPin
      : (_values, _pins, failed, inner) => {
          fail(failed, 'SCAN_STUCK_AT')
          if (inner.next() < 0.7) fail(failed, 'SCAN_TRANSITION')
          if (inner.next() < 0.25) fail(failed, 'MBIST_MARCH_C')
        }
  }
}

/** What does a die any harm on this wafer, decided once: a second touch finds it again. */
export interface DieFate {
  readonly harms: readonly Harm[]
  /** Only the first touch finds no contact. */
  readonly noContact: boolean
}

/** Decide what is wrong with a die. */
export function fateOf(silicon: Silicon, die: Die, angle: number, random: Random): DieFate {
  const planted = signatures[silicon.signature](die, angle, random)
  const edge = Math.max(0, (die.radius - 0.8) / 0.15)
  const defect =
    random.next() < defectShare.middle + defectShare.edge * edge ? pickWeighted(random, defects).harm : null
  return {
    harms: [planted, defect].filter(harm => harm !== null),
    noContact: random.next() < contactShare
  }
}

/** Values as they are without any harm: smooth over the wafer, a little different from site to site. */
function healthy(silicon: Silicon, die: Die, random: Random): Float64Array {
  const values = new Float64Array(program.length)
  program.forEach((test, i) => {
    values[i] =
      test.record === 'PTR' ? test.mean + test.sigma * (random.normal() + silicon.lotShift) : Number.NaN
  })
  const add = (name: string, by: number): void => {
    values[index(name)] = (values[index(name)] ?? 0) + by
  }
  for (const phase of [1, 2, 3]) {
    add(`RDSON_HS${phase}`, 0.0014 * die.radius ** 2)
    add(`RDSON_LS${phase}`, 0.0012 * die.radius ** 2)
    add(`VTH_HS${phase}`, (0.012 * die.mmX) / 100)
  }
  add('OSC_FREQ', (-4e4 * die.mmY) / 100)
  // One channel of the tester reads the supply current a little high.
  if (siteOf(die) === 2) add('IDD_ACT', 6e-5)
  add('VREF_2V5', driftVolts * silicon.drift)
  return values
}

/** Touch a die and judge it. `again`: the second touch after a failed first one. */
export function touch(silicon: Silicon, die: Die, fate: DieFate, random: Random, again: boolean): Touch {
  const values = healthy(silicon, die, random)
  const continuity = program[0]
  const pinValues = pins.map(() => (continuity?.mean ?? 0) + (continuity?.sigma ?? 0) * random.normal())
  const failed = new Set<number>()
  for (const harm of fate.harms) harm(values, pinValues, failed, random)
  if (fate.noContact && !again) openPin(values, pinValues, failed, random)

  const fails: number[] = []
  let run = 0
  for (const [i, test] of program.entries()) {
    run++
    const outside = (value: number): boolean => value < test.lo || value > test.hi
    const isFail =
      test.record === 'FTR'
        ? failed.has(i)
        : test.record === 'MPR'
          ? pinValues.some(outside)
          : outside(values[i] ?? Number.NaN)
    if (isFail) fails.push(i)
    // Without contact, or with a short, every further number would be nonsense.
    if (isFail && (test.bin === 20 || test.bin === 21)) break
  }
  values.fill(Number.NaN, run)
  const [first] = fails
  return { values, pinValues, fails, run, bin: first === undefined ? 1 : (program[first]?.bin ?? 1) }
}
