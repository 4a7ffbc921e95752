import type { CaseRecord } from '@contract/cases'
import type { Input } from '@contract/index'
import type { DemoHouse, Made } from './house'
import type { PersonKey } from './recipe/people'
import type { PlannedAction, PlannedComplaint, PlannedTask, PlannedVerdict, Story } from './recipe/types'
import type { Script } from './script'
import type { FileGroup } from './wafers/files'

/** What a story is told with. */
export interface Told {
  readonly house: DemoHouse
  readonly made: Made
  readonly script: Script
  /** Number of a lot by its key. */
  readonly lotNumber: (key: Story['lots'][number]) => string
  /** A point in time of the recipe. */
  readonly moment: (daysAgo: number) => Date
  /** Calendar day so many days from now. */
  readonly day: (days: number) => string
  readonly importGroup: (group: FileGroup, caseId: string) => Promise<void>
}

/** A complaint as the contract takes it. */
export function complaintInput(
  { made, moment }: Told,
  planned: PlannedComplaint,
  caseId: string | null
): Input<'complaints.add'> {
  return {
    customerId: made.customers.get(planned.customer) ?? null,
    customerRef: planned.ref,
    caseId,
    receivedAt: moment(planned.received).toISOString(),
    channel: planned.channel,
    title: planned.title,
    words: planned.words,
    items: planned.items.map(item => ({
      productId: item.product === null ? null : (made.products.get(item.product) ?? null),
      lotId: item.lot === undefined ? null : (made.lots.get(item.lot) ?? null),
      lotText: item.lotText ?? '',
      defect: item.defect,
      classCode: item.class,
      supplierId: item.supplier === undefined ? null : (made.suppliers.get(item.supplier) ?? null),
      cost: item.cost ?? null,
      complained: item.complained ?? null,
      delivered: item.delivered ?? null,
      returned: item.returned ?? null
    }))
  }
}

/** One case on its way through the script. */
class Telling {
  readonly #told: Told
  readonly #story: Story
  #record: CaseRecord | null = null
  #closedAt = ''

  constructor(told: Told, story: Story) {
    this.#told = told
    this.#story = story
  }

  tell(): void {
    const { script, moment } = this.#told
    const story = this.#story
    const [opened, opener] = story.opened
    const earlier: { id: string; version: number }[] = []
    for (const complaint of story.complaints)
      script.at(moment(complaint.received), async () => {
        const input = complaintInput(this.#told, complaint, this.#record?.id ?? null)
        const made = await this.#told.house.call(this.#writer(opener), 'complaints.add', input)
        if (this.#record === null) earlier.push({ id: made.id, version: made.version })
      })
    script.at(moment(opened), async () => {
      await this.#open(opener)
      for (const { id, version } of earlier)
        await this.#told.house.call(this.#writer(opener), 'complaints.update', {
          id,
          version,
          patch: { caseId: this.#case.id }
        })
    })
    const [looked] = story.states[0] ?? [opened - 0.1]
    script.at(moment(looked), () => this.#describe(opener))
    for (const [at, state, by, reason] of story.states)
      script.at(moment(at), async () => {
        this.#record = await this.#told.house.call(by, 'cases.setState', {
          ...this.#at,
          state,
          reason: reason ?? ''
        })
        this.#closedAt = this.#record.closedAt ?? this.#closedAt
      })
    for (const field of ['containment', 'rootCause'] as const) {
      const written = story[field]
      if (written !== undefined)
        script.at(moment(written[0]), () => this.#update(story.owner ?? opener, { [field]: written[1] }))
    }
    if (story.verdict !== undefined) this.#judge(story.verdict)
    for (const action of story.actions ?? []) this.#action(action)
    for (const task of story.tasks ?? []) this.#task(task)
    for (const comment of story.comments ?? [])
      script.at(moment(comment.at), () =>
        this.#told.house.call(comment.by, 'cases.comment', {
          id: this.#case.id,
          text: comment.text,
          mentionIds: this.#ids(comment.mentions ?? [])
        })
      )
    for (const { at, names } of story.files ?? [])
      for (const group of names) script.at(moment(at), () => this.#told.importGroup(group, this.#case.id))
  }

  get #case(): CaseRecord {
    if (this.#record === null) throw new TypeError(`${this.#story.title} is not open yet`)
    return this.#record
  }

  get #at(): { readonly id: string; readonly version: number } {
    return { id: this.#case.id, version: this.#case.version }
  }

  /** The lab may read and import; others write down what it did. */
  #writer(person: PersonKey): PersonKey {
    return person === 'lab' ? 'engineer' : person
  }

  #ids(people: readonly PersonKey[]): string[] {
    return people.flatMap(person => this.#told.made.people.get(person) ?? [])
  }

  async #open(by: PersonKey): Promise<void> {
    const { made, house, lotNumber } = this.#told
    const story = this.#story
    this.#record = await house.call(by, 'cases.add', {
      title: story.title,
      severity: story.severity,
      customerId: made.customers.get(story.customer) ?? null,
      productId: story.product === null ? null : (made.products.get(story.product) ?? null),
      ownerId: story.owner === null ? null : (made.people.get(story.owner) ?? null),
      teamIds: this.#ids(story.team ?? []),
      lotText: story.lots.map(lotNumber).join(', ')
    })
  }

  async #describe(by: PersonKey): Promise<void> {
    const { description, due } = this.#story
    if (description === undefined && due === null) return
    await this.#update(by, {
      ...(description === undefined ? {} : { description }),
      ...(due === null ? {} : { due: this.#told.day(due) })
    })
  }

  async #update(by: PersonKey, patch: Input<'cases.update'>['patch']): Promise<void> {
    this.#record = await this.#told.house.call(this.#writer(by), 'cases.update', { ...this.#at, patch })
  }

  #judge({ at, by, ...said }: PlannedVerdict): void {
    const { house, script, moment, day } = this.#told
    const [closed] = this.#story.states.findLast(([, state]) => state === 'closed') ?? [at]
    script.at(moment(at), () =>
      house.call(by, 'accuracy.set', {
        caseId: this.#case.id,
        closedAt: this.#closedAt,
        version: null,
        observedFrom: day(-Math.floor(closed)),
        observedTo: day(-Math.floor(at)),
        ...said
      })
    )
  }

  #action(action: PlannedAction): void {
    const { house, made, script, moment, day } = this.#told
    let at = { id: '', version: 0 }
    script.at(moment(action.added), async () => {
      at = await house.call(this.#writer(this.#story.owner ?? 'lead'), 'actions.add', {
        caseId: this.#case.id,
        kind: action.kind,
        title: action.title,
        details: action.details ?? '',
        ownerId: made.people.get(action.owner) ?? null,
        due: day(action.due)
      })
    })
    for (const [when, state] of action.then ?? []) {
      const isDone = state === 'implemented' || state === 'effective'
      script.at(moment(when), async () => {
        at = await house.call(this.#writer(action.owner), 'actions.update', {
          id: at.id,
          version: at.version,
          patch: { state, ...(isDone ? { doneOn: day(-Math.floor(when)) } : {}) }
        })
      })
    }
  }

  #task(task: PlannedTask): void {
    const { house, made, script, moment, day } = this.#told
    let at = { id: '', version: 0 }
    script.at(moment(task.added), async () => {
      at = await house.call(this.#writer(this.#story.owner ?? 'lead'), 'tasks.add', {
        caseId: this.#case.id,
        title: task.title,
        ownerId: made.people.get(task.owner) ?? null,
        due: day(task.due)
      })
    })
    for (const [when, state] of task.then ?? [])
      script.at(moment(when), async () => {
        at = await house.call(this.#writer(task.owner), 'tasks.update', {
          id: at.id,
          version: at.version,
          patch: { state }
        })
      })
  }
}

/** Put everything of a story into the script. */
export function fillStory(told: Told, story: Story): void {
  new Telling(told, story).tell()
}
