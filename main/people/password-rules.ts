/**
 * Why a password is too easy to guess; the texts are `people:password.reasons.<reason>`. Length and
 * guessability only, no rules of composition (NIST SP 800-63B section 3.1.1.2).
 */
export type WeakReason = 'short' | 'login' | 'name' | 'product' | 'common' | 'pattern' | 'same'

/** Whose password it is to be. */
export interface Whose {
  readonly login: string
  readonly name: string
}

/** What people choose first, in a fab and elsewhere. */
const words =
  `password passwort passw pass pwd admin administrator root user guest test tester temp demo default
  system server login signin welcome hello letmein changeme change secret master super manager quality engineer
  company semiconductor semi fab wafer chip lot yield cleanroom qwerty qwertz azerty asdf asdfgh zxcvbn zxcvbnm
  iloveyou love sunshine princess dragon monkey football baseball shadow superman batman trustno one
  abc abcd abcdef mima woaini woaini woshi nihao zhongguo china beijing shanghai shenzhen taiwan hsinchu
  correcthorsebatterystaple computer internet windows office summer winter spring autumn monday friday
  january february march april may june july august september october november december`
    .split(/\s+/)
    .filter(word => word !== '')
    .toSorted((a, b) => b.length - a.length)

const rows = ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The readings of 'p@ssw0rd': digits and signs that stand for letters. */
function readings(text: string): readonly string[] {
  const signs: Readonly<Record<string, string>> = {
    '0': 'o',
    '3': 'e',
    '4': 'a',
    '@': 'a',
    '5': 's',
    $: 's',
    '7': 't'
  }
  const read = text.replaceAll(/[0345@$7]/g, sign => signs[sign] ?? sign)
  return [text, read.replaceAll(/[1!|]/g, 'i'), read.replaceAll(/[1!|]/g, 'l')].map(t =>
    t.replaceAll(/[^\p{L}]/gu, '')
  )
}

/** Whether all of `text` is made of at most two different words of the list. */
function madeOfCommonWords(text: string): boolean {
  const reach = (rest: string, used: ReadonlySet<string>): boolean => {
    if (rest === '') return true
    return words.some(word => {
      if (!rest.startsWith(word)) return false
      const next = new Set(used).add(word)
      return next.size <= 2 && reach(rest.slice(word.length), next)
    })
  }
  return text.length > 0 && text.length <= 64 && reach(text, new Set())
}

function isCommon(folded: string): boolean {
  const core = folded.replaceAll(/^[\d\s!?.,#*_-]+|[\d\s!?.,#*_-]+$/g, '')
  return core !== '' && readings(core).some(madeOfCommonWords)
}

/** One unit over and over, few different characters, or a walk along the alphabet or the keyboard. */
function isPattern(folded: string): boolean {
  const signs = Array.from(folded)
  if (new Set(signs).size < 5) return true
  for (let unit = 1; unit <= Math.min(8, signs.length / 2); unit++)
    if (signs.every((sign, i) => sign === signs[i % unit])) return true
  const beside = (a: string, b: string): boolean => {
    const step = (b.codePointAt(0) ?? 0) - (a.codePointAt(0) ?? 0)
    if (Math.abs(step) <= 1 && /[\p{L}\p{N}]/u.test(a)) return true
    return rows.some(
      row => row.includes(a) && row.includes(b) && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1
    )
  }
  let steps = 0
  for (const [i, sign] of signs.entries()) if (i > 0 && beside(signs[i - 1] ?? '', sign)) steps++
  return steps >= 0.7 * (signs.length - 1)
}

/** A name, or a part of it that is long enough to mean something, stands in the password. */
function leansOn(folded: string, name: string): boolean {
  const whole = fold(name)
  const core = folded.replaceAll(/^[\d\p{P}\p{S}\s]+|[\d\p{P}\p{S}\s]+$/gu, '')
  return [whole, ...whole.split(/[\s\p{P}\p{S}]+/u)].some(part => {
    const long = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(part)
      ? 2
      : 4
    return part !== '' && (Array.from(part).length >= long ? folded.includes(part) : core === part)
  })
}

/**
 * Every reason against a password; empty = good.
 * @param current the password it replaces, where that is known
 */
export function weaknesses(
  password: string,
  minLength: number,
  whose: Whose,
  current?: string
): readonly WeakReason[] {
  const folded = fold(password)
  const found: WeakReason[] = []
  if (Array.from(password.normalize('NFKC')).length < minLength) found.push('short')
  if (leansOn(folded, whose.login)) found.push('login')
  if (leansOn(folded, whose.name)) found.push('name')
  if (readings(folded).some(reading => reading.includes('fabcase'))) found.push('product')
  if (isCommon(folded)) found.push('common')
  if (folded !== '' && isPattern(folded)) found.push('pattern')
  if (current !== undefined && fold(current) === folded) found.push('same')
  return found
}
