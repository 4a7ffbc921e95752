/** Hard bins of the demo's test program, with the names the tester gives them. */
export const hardBins: Readonly<Record<number, string>> = {
  1: 'PASS',
  2: 'CONTINUITY',
  3: 'LEAKAGE',
  4: 'SUPPLY',
  5: 'FUNCTIONAL',
  6: 'POWER_STAGE',
  7: 'REFERENCE',
  8: 'TIMING'
}

/** Soft bins: name and the hard bin they belong to. */
export const softBins: Readonly<Record<number, { readonly name: string; readonly hard: number }>> = {
  1: { name: 'GOOD', hard: 1 },
  20: { name: 'OPEN', hard: 2 },
  21: { name: 'SHORT', hard: 2 },
  30: { name: 'LEAK_INPUT', hard: 3 },
  31: { name: 'LEAK_OUTPUT', hard: 3 },
  32: { name: 'LEAK_GATE', hard: 3 },
  40: { name: 'IDD', hard: 4 },
  41: { name: 'UVLO', hard: 4 },
  50: { name: 'SCAN', hard: 5 },
  51: { name: 'MEMORY', hard: 5 },
  52: { name: 'INTERFACE', hard: 5 },
  60: { name: 'RDSON_HS', hard: 6 },
  61: { name: 'RDSON_LS', hard: 6 },
  62: { name: 'VTH', hard: 6 },
  70: { name: 'VREF', hard: 7 },
  71: { name: 'OSC', hard: 7 },
  80: { name: 'DELAY', hard: 8 }
}

/** One test of the program; numbers in base units (V, A, Ohm, s, Hz). */
export interface PlannedTest {
  readonly number: number
  readonly name: string
  /** PTR, FTR (no number) or MPR (one value a pin). */
  readonly record: 'PTR' | 'FTR' | 'MPR'
  readonly lo: number
  readonly hi: number
  readonly units: string
  /** Shown as value x 10^scale: 6 for micro. */
  readonly scale: number
  readonly mean: number
  readonly sigma: number
  /** Soft bin of a die that fails it. */
  readonly bin: number
}

type Line = readonly [
  number: number,
  names: string,
  unit: string,
  lo: number,
  hi: number,
  mean: number,
  sigma: number,
  bin: number
]

/** Pins of the continuity test, in the order of its results. */
export const pins = ['EN', 'SDI', 'SDO', 'SCK', 'CSB', 'INH1', 'INH2', 'INH3'] as const

/** Unit as shown: its SI prefix says the scale. */
const prefixes: Readonly<Record<string, number>> = { n: 9, u: 6, m: 3, M: -6 }

function unitOf(shown: string): { readonly units: string; readonly scale: number } {
  const [, prefix = '', units = shown] = /^([numM])(A|V|s|Ohm|Hz)$/.exec(shown) ?? []
  return { units, scale: prefixes[prefix] ?? 0 }
}

/** Numbers as people write them, in the unit of the line; several names share a line and count up from its number. */
const lines: readonly Line[] = [
  [1010, 'R_VS_GND R_VDD_GND', 'Ohm', 200, 9000, 2400, 160, 21],
  [
    2001,
    'LEAK_EN LEAK_SDI LEAK_SCK LEAK_CSB LEAK_INH1 LEAK_INH2 LEAK_INH3 LEAK_DIAG',
    'uA',
    -1,
    1,
    0.02,
    0.06,
    30
  ],
  [2101, 'IDSS_HS1 IDSS_HS2 IDSS_HS3 IDSS_LS1 IDSS_LS2 IDSS_LS3', 'uA', -0.2, 5, 0.42, 0.09, 31],
  [2201, 'IGSS_LS1 IGSS_LS2 IGSS_LS3', 'nA', -10, 100, 8, 2.2, 32],
  [3001, 'IDD_Q', 'uA', 5, 20, 12, 0.9, 40],
  [3002, 'IDD_STBY', 'uA', 20, 60, 38, 2.6, 40],
  [3003, 'IDD_ACT', 'mA', 3, 5.5, 4.2, 0.14, 40],
  [3010, 'UVLO_RISE', 'V', 5.1, 5.7, 5.4, 0.04, 41],
  [3011, 'UVLO_FALL', 'V', 4.7, 5.3, 5.02, 0.04, 41],
  [3012, 'UVLO_HYST', 'V', 0.2, 0.6, 0.38, 0.02, 41],
  [4001, 'VREF_2V5', 'V', 2.475, 2.525, 2.5004, 0.0022, 70],
  [4002, 'V_BANDGAP', 'V', 1.18, 1.23, 1.205, 0.003, 70],
  [4003, 'VREG_3V3', 'V', 3.2, 3.4, 3.302, 0.011, 70],
  [4004, 'VREG_5V0', 'V', 4.85, 5.15, 5.004, 0.017, 70],
  [4005, 'I_BIAS', 'uA', 9, 11, 10.02, 0.16, 70],
  [4006, 'V_TEMP_25C', 'V', 0.68, 0.76, 0.721, 0.006, 70],
  [4101, 'OSC_FREQ', 'MHz', 15.2, 16.8, 16.01, 0.09, 71],
  [4102, 'OSC_DUTY', '%', 45, 55, 50.1, 0.5, 71],
  [6001, 'RDSON_HS1 RDSON_HS2 RDSON_HS3', 'mOhm', 90, 135, 119, 2.6, 60],
  [6011, 'RDSON_LS1 RDSON_LS2 RDSON_LS3', 'mOhm', 82, 126, 109, 2.4, 61],
  [6021, 'VSD_HS1 VSD_HS2 VSD_HS3', 'V', 0.6, 0.95, 0.782, 0.012, 61],
  [6031, 'VTH_HS1 VTH_HS2 VTH_HS3', 'V', 1.6, 2.1, 1.85, 0.028, 62],
  [6041, 'I_OCP_HS I_OCP_LS', 'A', 10.5, 14.5, 12.5, 0.31, 62],
  [7001, 'T_DON1 T_DON2 T_DON3', 'ns', 60, 110, 85, 3, 80],
  [7011, 'T_DOFF1 T_DOFF2 T_DOFF3', 'ns', 70, 130, 98, 3.6, 80],
  [7021, 'T_DEAD', 'ns', 150, 350, 246, 12, 80],
  [7022, 'T_SLEW', 'ns', 10, 40, 22, 1.4, 80]
]

const functional: readonly (readonly [number, string, number])[] = [
  [5001, 'SCAN_STUCK_AT', 50],
  [5002, 'SCAN_TRANSITION', 50],
  [5003, 'MBIST_MARCH_C', 51],
  [5004, 'SPI_LOOPBACK', 52],
  [5005, 'FSM_MODES', 50],
  [5006, 'WATCHDOG', 52]
]

/** The program in the order it runs. */
export const program: readonly PlannedTest[] = [
  {
    number: 1001,
    name: 'CONTINUITY',
    record: 'MPR' as const,
    lo: -0.9,
    hi: -0.35,
    units: 'V',
    scale: 0,
    mean: -0.62,
    sigma: 0.012,
    bin: 20
  },
  ...lines.flatMap(([first, names, shown, lo, hi, mean, sigma, bin]) => {
    const { units, scale } = unitOf(shown)
    // Base units that print without a tail of digits: 1e-6, not 9.999999999999999e-7.
    const base = (value: number): number => Number((value * 10 ** -scale).toPrecision(12))
    return names.split(' ').map((name, i) => ({
      number: first + i,
      name,
      record: 'PTR' as const,
      lo: base(lo),
      hi: base(hi),
      units,
      scale,
      mean: base(mean),
      sigma: base(sigma),
      bin
    }))
  }),
  ...functional.map(([number, name, bin]) => ({
    number,
    name,
    record: 'FTR' as const,
    lo: 0,
    hi: 0,
    units: '',
    scale: 0,
    mean: 0,
    sigma: 0,
    bin
  }))
].toSorted((a, b) => a.number - b.number)

/** Index of a test by its name. @throws RangeError of an unknown one */
export function testNamed(name: string): number {
  const index = program.findIndex(test => test.name === name)
  if (index < 0) throw new RangeError(`the program has no test ${name}`)
  return index
}
