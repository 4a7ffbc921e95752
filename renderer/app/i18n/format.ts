/**
 * Dates, numbers and quantities as people of a fab write them. All pure: the language and the zone are
 * passed in (`zone` is an IANA name; undefined means this machine's); components use `useFormat()`.
 */

type Moment = string | number | Date

function parts(moment: Moment, zone: string | undefined): Record<string, string> {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return {}
  const formatter = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone })
  })
  return Object.fromEntries(formatter.formatToParts(date).map(part => [part.type, part.value]))
}

/** `2026-11-21`, in the zone; an em dash for a moment that is none. */
export function isoDate(moment: Moment, zone?: string): string {
  const p = parts(moment, zone)
  return p.year === undefined ? '—' : `${p.year}-${p.month}-${p.day}`
}

/** `2026-11-21 14:05`, in the zone, with seconds on request. */
export function isoDateTime(moment: Moment, zone?: string, seconds = false): string {
  const p = parts(moment, zone)
  if (p.year === undefined) return '—'
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}${seconds ? `:${p.second}` : ''}`
}

/** The zone's name beside its offset at that moment: `Asia/Shanghai (GMT+8)`. */
export function zoneName(moment: Moment, zone?: string): string {
  const options = zone === undefined ? {} : { timeZone: zone }
  const formatter = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset', ...options })
  const offset = formatter.formatToParts(new Date(moment)).find(part => part.type === 'timeZoneName')?.value
  return `${formatter.resolvedOptions().timeZone} (${offset ?? 'GMT'})`
}

const steps = [
  { unit: 'second', seconds: 1, below: 60 },
  { unit: 'minute', seconds: 60, below: 3600 },
  { unit: 'hour', seconds: 3600, below: 86_400 },
  { unit: 'day', seconds: 86_400, below: 86_400 * 30 },
  { unit: 'month', seconds: 86_400 * 30.4375, below: 86_400 * 365 },
  { unit: 'year', seconds: 86_400 * 365.25, below: Infinity }
] as const

/** `3 minutes ago`, `in 2 days`, `3分钟前`. */
export function relativeTime(moment: Moment, now: Moment, language: string): string {
  const seconds = (new Date(moment).getTime() - new Date(now).getTime()) / 1000
  if (Number.isNaN(seconds)) return '—'
  const step = steps.find(s => Math.abs(seconds) < s.below) ?? steps[5]
  const formatter = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return formatter.format(Math.trunc(seconds / step.seconds), step.unit)
}

const formatters = new Map<string, Intl.NumberFormat>()

/** Making one costs more than using it a hundred times, and a list asks for one in every cell. */
function formatter(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let found = formatters.get(key)
  if (found === undefined) {
    found = new Intl.NumberFormat(language, options)
    formatters.set(key, found)
  }
  return found
}

/** Grouped and rounded by locale; an em dash for null and NaN. */
export function number(
  value: number | null | undefined,
  language: string,
  options: Intl.NumberFormatOptions = {}
): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—'
  return formatter(language, { maximumFractionDigits: 3, ...options }).format(value)
}

/** `97.3 %`: the share as a number between 0 and 1. */
export function percent(share: number | null | undefined, language: string, digits = 1): string {
  if (share === null || share === undefined || Number.isNaN(share)) return '—'
  const shown = number(share * 100, language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  })
  return `${shown} %`
}

const prefixes = ['y', 'z', 'a', 'f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']

/** Units of the SI and its neighbours that take a prefix; others are printed after a plain number. */
const prefixable = /^(A|V|Ω|ohm|ohms|Hz|s|F|H|W|J|C|S|T|m|g|Pa|N|K|B|bit)$/i
const alreadyPrefixed = /^([yzafpnuµmkMGT])(A|V|Ω|ohm|ohms|Hz|s|F|H|W|J|Pa)$/

/**
 * Engineering notation: `si(0.04346, 'A')` is `43.46 mA`, `si(1.2e6, 'Hz')` is `1.2 MHz`. Units that
 * take no prefix (%, °C, ppm, bins) and numbers of ordinary size keep their plain form. `digits` counts
 * significant ones. A unit that already has a prefix is brought back to its base first.
 */
export function si(value: number | null | undefined, unit: string, language = 'en', digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—'
  const given = unit.trim()
  if (!Number.isFinite(value)) return `${value > 0 ? '∞' : '−∞'}${given === '' ? '' : ` ${given}`}`
  const own = alreadyPrefixed.exec(given)
  const base = own?.[2] ?? given
  const ownExponent = own === null ? 0 : (prefixes.indexOf((own[1] ?? '').replace('u', 'µ')) - 8) * 3
  const scaled = value * 10 ** ownExponent
  if (value === 0 || !prefixable.test(base)) {
    return `${significant(value, language, digits)}${given === '' ? '' : ` ${given}`}`
  }
  let exponent = Math.floor(Math.log10(Math.abs(scaled)) / 3)
  // 999.96 rounds to 1000 at four digits: that is 1 of the next prefix.
  if (Number((Math.abs(scaled) / 1000 ** exponent).toPrecision(digits)) >= 1000) exponent += 1
  exponent = Math.min(Math.max(exponent, -8), 6)
  const prefix = prefixes[exponent + 8] ?? ''
  return `${significant(scaled / 1000 ** exponent, language, digits)} ${prefix}${base}`
}

/** A number with so many significant digits, in powers of ten where it is very large or very small. */
export function significant(value: number | null | undefined, language: string, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—'
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(digits - 1).replace('e+', 'e')
  return formatter(language, { maximumSignificantDigits: digits }).format(value)
}

/** `1.4 MB`: decimal multiples, as files are sized. */
export function bytes(size: number | null | undefined, language: string): string {
  if (size === null || size === undefined || Number.isNaN(size)) return '—'
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3))
  const shown = number(size / 1000 ** power, language, { maximumFractionDigits: power === 0 ? 0 : 1 })
  return `${shown} ${units[power] ?? 'B'}`
}

/** `2 h 05 min`, `4 min 12 s`, `8 s`: how long something took or still takes. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '—'
  const whole = Math.max(0, Math.round(seconds))
  const two = (n: number): string => String(n).padStart(2, '0')
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`
  return `${Math.floor(whole / 86_400)} d ${two(Math.floor(whole / 3600) % 24)} h`
}
