import type { RecordFields } from '../formats/stdf/fields'
import type { PinInfo } from './types'

/** PMR indexes go up to 32,767; every site may describe them anew. */
const mostPins = 65_536

const textOf = (fields: RecordFields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

const numberOf = (fields: RecordFields, name: string, otherwise: number): number => {
  const value = fields[name]
  return typeof value === 'number' ? value : otherwise
}

/** Keeps what the PMRs say of pins: names behind the indexes that MPR, FTR and STR use. */
export class PinBook {
  /** Texts one character per byte. */
  readonly #pins: PinInfo[] = []

  /** PMR. */
  describe(fields: RecordFields): void {
    if (this.#pins.length >= mostPins || typeof fields['PMR_INDX'] !== 'number') return
    this.#pins.push({
      pmr: fields['PMR_INDX'],
      channelType: numberOf(fields, 'CHAN_TYP', 0),
      channel: textOf(fields, 'CHAN_NAM'),
      physical: textOf(fields, 'PHY_NAM'),
      logical: textOf(fields, 'LOG_NAM'),
      head: numberOf(fields, 'HEAD_NUM', 1),
      site: numberOf(fields, 'SITE_NUM', 1)
    })
  }

  /** The highest index described; 0 where there is none. */
  get most(): number {
    return this.#pins.reduce((most, pin) => Math.max(most, pin.pmr), 0)
  }

  /** Every pin described, in file order, texts decoded. */
  finish(decode: (binary: string) => string): PinInfo[] {
    return this.#pins.map(pin => ({
      ...pin,
      channel: decode(pin.channel),
      physical: decode(pin.physical),
      logical: decode(pin.logical)
    }))
  }
}

/**
 * What a pin is called: its logical name, else the physical one, else its channel, else its index. A name with a
 * letter in it goes before a bare number: some testers write the pin into CHAN_NAM and the channel into PHY_NAM.
 */
export function pinName(pin: PinInfo | undefined, pmr: number): string {
  const texts = pin === undefined ? [] : [pin.logical, pin.physical, pin.channel]
  const names = texts.map(name => name.trim()).filter(name => name !== '')
  return names.find(name => /\p{L}/u.test(name)) ?? names[0] ?? `#${String(pmr)}`
}
