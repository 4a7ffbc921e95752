import { FabError, isFault } from '@contract/errors'
import type { FileOut } from '@contract/fields'
import { type CoreEvent, unpackReply } from '@contract/wire'
import type { StagedFile } from '../../../preload/bridge'
import { SharedEvents } from './events'
import { token, trustKey } from './session'
import { followDownload, type Reach, ticketPath, type Transport } from './transport'

/** The browser's way: POST per call, one shared event stream, uploads and one-time download tickets. */
export class HttpTransport implements Transport {
  readonly kind = 'host'
  readonly #events = new SharedEvents(signal =>
    fetch('/api/events', { headers: headers(), cache: 'no-store', signal })
  )

  async call(name: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    const body = JSON.stringify({ input })
    const response = await this.#post(`/api/call/${name}`, body, 'application/json', signal)
    const type = response.headers.get('content-type') ?? ''
    if (type.startsWith('application/json')) {
      const answer = (await response.json()) as { output: unknown }
      return answer.output
    }
    const packed = unpackReply(new Uint8Array(await response.arrayBuffer()))
    // The frame holds what JSON would have held: {output}.
    return typeof packed === 'object' && packed !== null && 'output' in packed ? packed.output : packed
  }

  async #post(path: string, body: string, type: string, signal?: AbortSignal): Promise<Response> {
    let response: Response
    try {
      response = await fetch(path, {
        method: 'POST',
        body,
        headers: { ...headers(), 'content-type': type },
        signal: signal ?? null
      })
    } catch (cause) {
      throw new FabError(signal?.aborted === true ? 'contract.cancelled' : 'contract.offline', {}, { cause })
    }
    if (!response.ok) throw await faultOf(response)
    return response
  }

  listen(listener: (event: CoreEvent) => void): () => void {
    return this.#events.events.add(listener)
  }

  reach(): Reach {
    return this.#events.reach
  }

  onReach(listener: (reach: Reach) => void): () => void {
    return this.#events.reaches.add(listener)
  }

  stage(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<StagedFile> {
    return upload(file, onSent, signal)
  }

  pick(): Promise<readonly File[]> {
    return choose()
  }

  save(file: FileOut): Promise<string | null> {
    const url = URL.createObjectURL(new Blob([file.bytes.slice()], { type: file.mime }))
    followDownload(url, file.name)
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, 60_000)
    return Promise.resolve(file.name)
  }

  download(ticket: string, fileName: string): void {
    followDownload(ticketPath(ticket), fileName)
  }

  signedIn(): void {
    this.#events.restart()
  }
}

function headers(): Record<string, string> {
  const bearer = token()
  const key = trustKey()
  return {
    ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    ...(key === null ? {} : { 'x-fabcase-key': key })
  }
}

async function faultOf(response: Response): Promise<FabError> {
  const body: unknown = await response.json().catch(() => null)
  const fault = typeof body === 'object' && body !== null && 'fault' in body ? body.fault : null
  if (isFault(fault)) return FabError.from(fault)
  if (response.status === 401) return new FabError('contract.signIn')
  if (response.status === 413) return new FabError('contract.tooLarge')
  return new FabError('contract.internal', { reference: `HTTP ${response.status}` })
}

/** Why nothing came of an upload: a browser tells a file that it cannot read no other way than a dead line. */
async function brokenUpload(file: File): Promise<FabError> {
  // A file that is gone says that it is empty, and any part of it then is, without being read.
  const parts = file.size < 65_536 ? [file] : [file.slice(0, 1), file.slice(-1)]
  const readable = await Promise.all(parts.map(part => part.arrayBuffer())).then(
    () => true,
    () => false
  )
  return readable
    ? new FabError('contract.offline')
    : new FabError('attachment.unreadable', { name: file.name })
}

/** XMLHttpRequest, because fetch cannot tell how much of a body was sent. */
function upload(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<StagedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const cancel = (): void => {
      request.abort()
      reject(new FabError('contract.cancelled'))
    }
    if (signal.aborted) {
      cancel()
      return
    }
    signal.addEventListener('abort', cancel, { once: true })
    request.onloadend = () => {
      signal.removeEventListener('abort', cancel)
    }
    request.open('POST', `/api/stage?name=${encodeURIComponent(file.name)}`)
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = event => {
      onSent(event.loaded)
    }
    request.onerror = () => {
      void brokenUpload(file).then(reject)
    }
    request.onload = () => {
      const body = new Response(request.responseText, { status: request.status })
      if (request.status >= 200 && request.status < 300) resolve(body.json() as Promise<StagedFile>)
      else void faultOf(body).then(reject)
    }
    request.send(file)
  })
}

function choose(): Promise<readonly File[]> {
  return new Promise(resolve => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.addEventListener('change', () => {
      resolve([...(input.files ?? [])])
    })
    input.addEventListener('cancel', () => {
      resolve([])
    })
    input.click()
  })
}
