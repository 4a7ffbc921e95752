import type { Output, Parsed } from '@contract/index'
import { placesOf, whichWafer } from '../view/places-of'
import { foldField, zonesOf } from '../view/zones'
import { repeatingField } from './signature'
import type { Workspace } from '../view/view'

/** `analysis.zones`. */
export function zones(
  space: Workspace,
  input: Parsed<'analysis.zones'>,
  check: () => void
): Output<'analysis.zones'> {
  const view = space.open(input.view, check)
  const places = placesOf(view, whichWafer(view, input.which))
  if (places.x.length === 0) return { zones: [], reticle: null }
  const field = input.reticle ?? repeatingField(places)
  const folded = field === null ? null : foldField(places, field)
  return {
    zones: zonesOf(places, input.rings, input.sectors),
    reticle:
      field === null || folded === null
        ? null
        : { ...field, estimated: input.reticle === null, cells: [...folded.cells], p: folded.p }
  }
}
