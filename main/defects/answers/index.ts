import type { Output, Parsed } from '@contract/index'
import type { Check, DefectDesk } from './desk'
import { setFacts, type SetAnswer } from './facts'
import { imageList } from './images'
import { listOf, oneOf } from './list'
import { mapOf } from './map'
import { overlayOf } from './overlay'
import { paretoOf } from './pareto'
import { repeatersOf } from './repeaters'
import { testersOf, type TesterSet } from './testers'

/** Questions the thread answers, what it is told and what it answers. */
export interface Questions {
  set: { readonly input: { readonly id: string }; readonly answer: SetAnswer }
  map: { readonly input: Parsed<'defects.map'>; readonly answer: Output<'defects.map'> }
  pareto: { readonly input: Parsed<'defects.pareto'>; readonly answer: Output<'defects.pareto'> }
  list: { readonly input: Parsed<'defects.list'>; readonly answer: Output<'defects.list'> }
  images: { readonly input: Parsed<'defects.images'>; readonly answer: Output<'defects.images'> }
  one: { readonly input: Parsed<'defects.one'>; readonly answer: Output<'defects.one'> }
  repeaters: { readonly input: Parsed<'defects.repeaters'>; readonly answer: Output<'defects.repeaters'> }
  testers: {
    readonly input: { readonly id: string; readonly testers: readonly TesterSet[] }
    readonly answer: Output<'defects.testers'>
  }
  overlay: { readonly input: Parsed<'defects.overlay'>; readonly answer: Output<'defects.overlay'> }
}

/** The answer to each question. */
export const answers: {
  readonly [Q in keyof Questions]: (
    desk: DefectDesk,
    input: Questions[Q]['input'],
    check: Check
  ) => Questions[Q]['answer']
} = {
  set: (desk, { id }) => setFacts(desk, id),
  map: mapOf,
  pareto: paretoOf,
  list: listOf,
  images: imageList,
  one: oneOf,
  repeaters: repeatersOf,
  testers: (desk, { id, testers }) => testersOf(desk, id, testers),
  overlay: overlayOf
}
