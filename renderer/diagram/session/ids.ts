/** Id of a new node: 80 random bits, so that two people never make the same one. */
export function newNodeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return [...bytes].map(byte => byte.toString(36).padStart(2, '0')).join('')
}
