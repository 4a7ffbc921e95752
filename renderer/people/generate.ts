/** No 0 and O, no 1, I and l: it will be read out and typed. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to hand out: groups of four from 31 signs, `x7kq-m2ha-9ptw-dv4c`, some 20 bits a group. */
export function generatePassword(minLength: number): string {
  const groups = Math.max(4, Math.ceil((minLength + 1) / 5))
  const pick = (): string => {
    const limit = 256 - (256 % letters.length)
    for (;;) {
      const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
      // The rest of the range would make the first signs likelier.
      if (byte < limit) return letters.charAt(byte % letters.length)
    }
  }
  return Array.from({ length: groups }, () => Array.from({ length: 4 }, pick).join('')).join('-')
}
