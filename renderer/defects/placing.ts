import type { DefectPlacing } from '@contract/defects'

/** Which tester wafer stands for which inspected one. */
export interface WaferPair {
  readonly wafer: number
  readonly setId: string
  readonly testerWafer: number
}

/** A placing as an address holds it: `1,1,0,3,-2` (turn, flips, shift); without the shift it is found. */
export function writePlacing(placing: DefectPlacing | null): string {
  if (placing === null) return ''
  const { turn, flipX, flipY, shift } = placing
  const parts = [turn, Number(flipX), Number(flipY), ...(shift === null ? [] : [shift.x, shift.y])]
  return parts.join(',')
}

/** The placing of an address; null where it says none, or nonsense. */
export function readPlacing(text: string): DefectPlacing | null {
  const parts = text === '' ? [] : text.split(',').map(Number)
  if (!(parts.length === 3 || parts.length === 5) || !parts.every(Number.isInteger)) return null
  const [turn = 0, flipX = 0, flipY = 0, x = 0, y = 0] = parts
  if (turn < 0 || turn > 3 || Math.abs(x) > 10_000 || Math.abs(y) > 10_000) return null
  return { turn, flipX: flipX === 1, flipY: flipY === 1, shift: parts.length === 3 ? null : { x, y } }
}

/** What a person chose instead of the first match, as an address holds it: `3=set:0;4=`. */
export function readChoices(text: string): ReadonlyMap<number, Omit<WaferPair, 'wafer'> | null> {
  const choices = new Map<number, Omit<WaferPair, 'wafer'> | null>()
  for (const part of text.split(';')) {
    const found = /^(\d+)=(?:([^:;=]+):(-?\d+))?$/.exec(part)
    if (found === null) continue
    const [, wafer, setId, testerWafer] = found
    choices.set(Number(wafer), setId === undefined ? null : { setId, testerWafer: Number(testerWafer) })
  }
  return choices
}

/** The choices with another one, as an address holds them. */
export function withChoice(text: string, wafer: number, choice: Omit<WaferPair, 'wafer'> | null): string {
  const choices = new Map(readChoices(text))
  choices.set(wafer, choice)
  return [...choices]
    .map(([at, one]) => `${at}=${one === null ? '' : `${one.setId}:${one.testerWafer}`}`)
    .join(';')
}

interface Matched {
  readonly index: number
  readonly matches: readonly { readonly setId: string; readonly wafer: number }[]
}

/** The pairs looked at: what was chosen, else the first match; only wafers of the filter where it names some. */
export function pairsOf(wafers: readonly Matched[], choices: string, only: readonly number[]): WaferPair[] {
  const chosen = readChoices(choices)
  return wafers.flatMap(({ index, matches }): WaferPair[] => {
    if (only.length > 0 && !only.includes(index)) return []
    const first = matches[0]
    const choice = chosen.get(index)
    if (choice === null) return []
    const own = choice ?? (first === undefined ? undefined : { setId: first.setId, testerWafer: first.wafer })
    return own === undefined ? [] : [{ wafer: index, ...own }]
  })
}
