/**
 * Reader of a `text/event-stream` body: yields the joined `data` lines of each event. Comments (the
 * server's heartbeat) yield an empty string, so that a silent connection can be told from a dead one.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const lines = block.split('\n').filter(line => line.startsWith('data:'))
        yield lines.map(line => line.slice(5).replace(/^ /, '')).join('\n')
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
