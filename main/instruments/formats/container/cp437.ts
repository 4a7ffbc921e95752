/** Code page 437 above ASCII, the set old zip tools write names in. */
const upper =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** Decode a text kept one character per byte. */
export function cp437(binary: string): string {
  return binary.replace(/[\u0080-\u00ff]/g, character => upper[character.charCodeAt(0) - 0x80] ?? character)
}
