/**
 * `1 wafer`, `1,204 wafers`: a count with its noun, where one text holds several. Written in the text as
 * `{{wafers, count(one: wafer; other: wafers)}}`; languages without such forms leave it out. A count that
 * is a text already is taken as it stands.
 */
export function counted(
  value: unknown,
  language: string | undefined,
  forms: Record<string, unknown>
): string {
  const form = (name: string): string => {
    const noun = forms[name] ?? forms['other']
    return typeof noun === 'string' ? ` ${noun}` : ''
  }
  if (typeof value === 'number')
    return `${new Intl.NumberFormat(language).format(value)}${form(new Intl.PluralRules(language).select(value))}`
  const shown = typeof value === 'string' ? value : ''
  return `${shown}${form(shown === '1' ? 'one' : 'other')}`
}
