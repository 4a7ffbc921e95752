/** One command of path data with its numbers. */
interface Step {
  readonly command: string
  readonly values: readonly number[]
}

const known = new Map<string, readonly Step[]>()

function stepsOf(d: string): readonly Step[] {
  let steps = known.get(d)
  if (steps === undefined) {
    steps = [...d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)].map(([, command = '', rest = '']) => ({
      command,
      values: [...rest.matchAll(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g)].map(([number]) => Number(number))
    }))
    if (known.size > 500) known.clear()
    known.set(d, steps)
  }
  return steps
}

const short = (value: number): string => String(Math.round(value * 100) / 100)

/** What a value of a command is: across, down, a length, or something that stays (an angle, a flag). */
function axis(command: string, i: number): 'x' | 'y' | 'length' | 'as is' {
  if (command === 'H') return 'x'
  if (command === 'V') return 'y'
  if (command !== 'A') return i % 2 === 0 ? 'x' : 'y'
  const place = i % 7
  return place < 2 ? 'length' : place < 5 ? 'as is' : place === 5 ? 'x' : 'y'
}

/**
 * Path data scaled and moved. A `transform` on thousands of elements would make the browser keep thousands of
 * coordinate systems, and walk them in every frame.
 */
export function movedPath(d: string, x: number, y: number, scale = 1): string {
  let made = ''
  for (const { command, values } of stepsOf(d)) {
    const absolute = command === command.toUpperCase()
    const [dx, dy] = absolute ? [x, y] : [0, 0]
    made += command
    for (const [i, value] of values.entries()) {
      const is = axis(command.toUpperCase(), i)
      const moved = is === 'as is' ? value : value * scale + (is === 'x' ? dx : is === 'y' ? dy : 0)
      made += `${i === 0 ? '' : ' '}${short(moved)}`
    }
  }
  return made
}
