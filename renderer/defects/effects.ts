import type { DefectEffect } from '@contract/defects'

type Share = DefectEffect['hitRate']

/** Says a p the way papers do: small ones by their bound. */
export function sayP(p: number | null, number: (value: number) => string): string {
  if (p === null) return '—'
  return p < 0.0001 ? '< 0.0001' : number(p)
}

/** A share in percent with its bounds: `38.2 % (21.0 – 52.1)`. */
export function sayShare(
  share: Share,
  f: { percent(share: number): string; number(value: number, options?: Intl.NumberFormatOptions): string }
): string {
  if (share.value === null) return '—'
  if (share.low === null || share.high === null) return f.percent(share.value)
  const bound = (value: number): string =>
    f.number(value * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return `${f.percent(share.value)} (${bound(share.low)} – ${bound(share.high)})`
}

/** What an effect's figures say: more fails than chance gives, fewer, or nothing that stands out. */
export function verdictOf(effect: DefectEffect): 'kills' | 'spares' | 'unclear' {
  const p = effect.q ?? effect.p
  if (p === null || p >= 0.05 || effect.killRatio.value === null) return 'unclear'
  return effect.killRatio.value > 0 ? 'kills' : 'spares'
}
