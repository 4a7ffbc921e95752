import { FabError } from '@contract/errors'
import type { StagedFile } from '@contract/desktop'
import type { FileOut } from '@contract/fields'
import type { Output, ProcedureName } from '@contract/index'
import type { Me } from '@contract/session'
import { permissions } from '@contract/permissions'
import type { CoreEvent } from '@contract/wire'
import { setToken, type Reach, type Transport } from '../../../../renderer/app/client/index'
import { Listeners } from '../../../../renderer/app/client/transport'

type Answers = { readonly [N in ProcedureName]?: (input: Record<string, unknown>) => Output<N> }

const me: Me = {
  id: 'u1',
  login: 'lin.mei',
  name: '林美玲',
  role: 'administrator',
  permissions: [...permissions],
  departmentId: null,
  mustChangePassword: false,
  idleMinutes: 15
}

const minutesAgo = (n: number): string => new Date(Date.now() - n * 60_000).toISOString()

function job(id: string, more: Partial<Output<'jobs.get'>>): Output<'jobs.get'> {
  return {
    id,
    kind: 'import',
    title: 'lot2.stdf.gz',
    state: 'done',
    done: 100,
    total: 100,
    unit: 'bytes',
    rate: null,
    secondsLeft: null,
    startedAt: minutesAgo(4),
    finishedAt: minutesAgo(3),
    createdAt: minutesAgo(4),
    actor: 'lin.mei',
    subject: null,
    result: null,
    fault: null,
    ...more
  }
}

/** Scripted answers in place of a core, to look at the shell by itself. The names are examples. */
export class Script implements Transport {
  readonly kind = 'host'
  readonly #scene: string
  readonly #events = new Listeners<CoreEvent>()
  readonly #answers: Answers

  constructor(scene: string) {
    this.#scene = scene
    setToken(scene === 'signIn' ? null : 'token')
    const open =
      scene === 'welcome'
        ? null
        : {
            id: 's1',
            name: '示例工厂 Example Fab 12',
            dir: '/srv/stores/example.fabcase',
            needsSetup: scene === 'setup',
            openedAfterCrash: false,
            demo: null
          }
    this.#answers = {
      'stores.state': () => ({ open, version: '0.1.0', mayOpen: true }),
      'stores.recent': () => ({
        folder: '/home/example/FabCase',
        stores: [
          {
            dir: '/srv/stores/fab12.fabcase',
            name: 'Fab 12',
            openedAt: minutesAgo(30),
            present: true,
            demo: false
          },
          {
            dir: '/srv/stores/assembly.fabcase',
            name: '封测二厂',
            openedAt: minutesAgo(4000),
            present: true,
            demo: false
          },
          {
            dir: '/mnt/usb/trial.fabcase',
            name: 'Trial',
            openedAt: minutesAgo(90_000),
            present: false,
            demo: false
          }
        ],
        demo: { dir: '/home/example/FabCase/Demo/demo-fab.fabcase', present: false }
      }),
      'session.me': () => (scene === 'must' ? { ...me, mustChangePassword: true } : me),
      'session.signIn': () => {
        throw new FabError('people.badCredentials')
      },
      'people.policy': () => ({ minLength: 12, idleMinutes: 15, sessionHours: 12, passwordDays: 0 }),
      'jobs.list': () => ({
        jobs: [
          job('j1', {
            state: 'running',
            title: 'a595.stdf.gz',
            done: 61e6,
            total: 104e6,
            rate: 21e6,
            secondsLeft: 2,
            finishedAt: null
          }),
          job('j2', { state: 'queued', title: 'demofile.stdf', done: 0, total: null, finishedAt: null }),
          job('j3', {}),
          job('j4', {
            state: 'failed',
            title: 'broken.stdf',
            fault: { key: 'file.damaged', details: '{"offset":40960}' }
          })
        ]
      }),
      'notices.list': () => ({
        unread: 1,
        notices: [
          {
            id: 'n1',
            at: minutesAgo(2),
            kind: 'example',
            params: { a: 'CA-2026-0042' },
            link: '/about',
            readAt: null
          },
          {
            id: 'n2',
            at: minutesAgo(300),
            kind: 'example',
            params: { a: 'CA-2026-0007' },
            link: '/about',
            readAt: minutesAgo(2)
          }
        ]
      }),
      'search.find': input => ({
        total: 2,
        groups: [
          {
            kind: 'case',
            total: 2,
            hits: [
              {
                kind: 'case',
                id: 'c1',
                title: `CA-2026-0042 ${String(input.text)} leakage at cold`,
                subtitle: 'Example Motors',
                snippet: `IDD leakage after ${String(input.text)} at −40 °C`,
                titleRanges: [[13, 13 + String(input.text).length]],
                snippetRanges: [[18, 18 + String(input.text).length]],
                link: '#/about'
              }
            ]
          }
        ]
      })
    }
  }

  call(name: string, input: unknown): Promise<unknown> {
    const answer = this.#answers[name as ProcedureName]
    if (answer === undefined || this.#scene === 'down')
      return Promise.reject(new FabError('contract.offline'))
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        try {
          resolve(answer(input as Record<string, unknown>))
        } catch (error) {
          reject(error instanceof Error ? error : new FabError('contract.internal'))
        }
      }, 20)
    })
  }

  listen(listener: (event: CoreEvent) => void): () => void {
    return this.#events.add(listener)
  }

  reach(): Reach {
    return this.#scene === 'down' ? 'offline' : 'online'
  }

  onReach(): () => void {
    return () => undefined
  }

  stage(file: File): Promise<StagedFile> {
    return Promise.resolve({ stageId: file.name, name: file.name, bytes: file.size })
  }

  pick(): Promise<readonly []> {
    return Promise.resolve([])
  }

  save(file: FileOut): Promise<string | null> {
    return Promise.resolve(file.name)
  }

  download(): void {
    // Nothing is fetched here.
  }

  signedIn(): void {
    // Nobody listens.
  }
}
