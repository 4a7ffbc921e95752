import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import * as format from './format'

/** Formatting bound to the person's language and this machine's zone. */
export interface Format {
  date(moment: string | number | Date): string
  dateTime(moment: string | number | Date, seconds?: boolean): string
  relative(moment: string | number | Date, now?: string | number | Date): string
  zone(moment?: string | number | Date): string
  number(value: number | null | undefined, options?: Intl.NumberFormatOptions): string
  percent(share: number | null | undefined, digits?: number): string
  si(value: number | null | undefined, unit: string, digits?: number): string
  significant(value: number | null | undefined, digits?: number): string
  bytes(size: number | null | undefined): string
  duration(seconds: number | null | undefined): string
}

function formatFor(language: string): Format {
  return {
    date: moment => format.isoDate(moment),
    dateTime: (moment, seconds) => format.isoDateTime(moment, undefined, seconds),
    relative: (moment, now = Date.now()) => format.relativeTime(moment, now, language),
    zone: (moment = Date.now()) => format.zoneName(moment),
    number: (value, options) => format.number(value, language, options),
    percent: (share, digits) => format.percent(share, language, digits),
    si: (value, unit, digits) => format.si(value, unit, language, digits),
    significant: (value, digits) => format.significant(value, language, digits),
    bytes: size => format.bytes(size, language),
    duration: format.duration
  }
}

/** `const f = useFormat()`; then `f.dateTime(case.createdAt)`, `f.si(mean, 'A')`. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return useMemo(() => formatFor(i18n.language), [i18n.language])
}
