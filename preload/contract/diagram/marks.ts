import type { CauseState } from './shared'

/** Signs beside a text: the five states of a cause, and what else a node can have about it. */
export const markNames = [
  'open',
  'underTest',
  'verified',
  'contributing',
  'ruledOut',
  'repeat',
  'folded',
  'evidence',
  'linked',
  'votes',
  'warning'
] as const

/** Name of a sign. */
export type MarkName = (typeof markNames)[number]

/**
 * How a sign is drawn in a square of 16: path data that is filled (even-odd) or stroked with round ends, or both.
 * The five states differ in form, not in colour alone.
 */
export const marks: Readonly<
  Record<MarkName, { readonly fill?: string; readonly stroke?: string; readonly strokeWidth?: number }>
> = {
  open: { stroke: circle(8, 8, 5), strokeWidth: 1.5 },
  underTest: { stroke: circle(8, 8, 5), fill: 'M8 3A5 5 0 0 1 8 13Z', strokeWidth: 1.5 },
  verified: { fill: `${circle(8, 8, 7)}M4.2 8.3L7 11.1L12 5.7L10.9 4.7L6.95 8.95L5.25 7.2Z` },
  contributing: { fill: `${circle(8, 8, 7)}M7.2 4.2H8.8V7.2H11.8V8.8H8.8V11.8H7.2V8.8H4.2V7.2H7.2Z` },
  ruledOut: { stroke: `${circle(8, 8, 5.5)}M4.6 11.4L11.4 4.6`, strokeWidth: 1.5 },
  repeat: {
    stroke: 'M3 7A5 5 0 0 1 12.4 5.5M13 9A5 5 0 0 1 3.6 10.5M12.8 2.6V5.8H9.6M3.2 13.4V10.2H6.4',
    strokeWidth: 1.4
  },
  folded: { stroke: 'M8 4V12M4 8H12', strokeWidth: 1.6 },
  evidence: {
    stroke:
      'M12.5 7.2L7.6 12.1A2.9 2.9 0 0 1 3.5 8L9 2.5A1.9 1.9 0 0 1 11.7 5.2L6.4 10.5A0.9 0.9 0 0 1 5.1 9.2L9.6 4.7',
    strokeWidth: 1.2
  },
  linked: {
    stroke:
      'M6.5 9.5L9.5 6.5M7.5 4.5L9 3A2.8 2.8 0 0 1 13 7L11.5 8.5M8.5 11.5L7 13A2.8 2.8 0 0 1 3 9L4.5 7.5',
    strokeWidth: 1.4
  },
  votes: { fill: 'M8 2.5L9.7 6.1L13.6 6.6L10.7 9.3L11.5 13.2L8 11.3L4.5 13.2L5.3 9.3L2.4 6.6L6.3 6.1Z' },
  warning: { stroke: 'M8 2.5L14 13.2H2ZM8 6.5V9.4M8 11.2V11.4', strokeWidth: 1.4 }
}

/** The colour that goes with a state's sign. */
export const stateRole: Readonly<Record<CauseState, 'quiet' | 'warn' | 'bad' | 'accent'>> = {
  open: 'quiet',
  underTest: 'accent',
  verified: 'bad',
  contributing: 'warn',
  ruledOut: 'quiet'
}

/** Path data of a circle. */
function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}A${r} ${r} 0 1 0 ${x + r} ${y}A${r} ${r} 0 1 0 ${x - r} ${y}Z`
}
