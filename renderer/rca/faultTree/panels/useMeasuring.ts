import type { Measure } from '@contract/diagram/faultTree'
import { FabError } from '@contract/errors'
import type { Measured } from '@contract/faultModels'
import { useState } from 'react'
import { call } from '../../../app/client/index'

/** Counting in the store, and what is wrong with it. */
export interface Measuring {
  readonly fault: FabError | null
  readonly busy: boolean
  count(measure: Measure, onFound: (found: Measured) => void): void
}

/** Counting what an event's frequency is measured from. */
export function useMeasuring(): Measuring {
  const [state, setState] = useState<Omit<Measuring, 'count'>>({ fault: null, busy: false })
  return {
    ...state,
    count: (measure, onFound) => {
      setState({ fault: null, busy: true })
      call('faultModels.measure', { measure }).then(
        counted => {
          setState({ fault: null, busy: false })
          onFound(counted)
        },
        (error: unknown) => {
          setState({ fault: error instanceof FabError ? error : null, busy: false })
        }
      )
    }
  }
}
