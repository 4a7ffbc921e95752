import { Component, type ReactNode } from 'react'
import { Failure } from '../../ui/faces'

interface State {
  readonly error: unknown
}

/** The last net: whatever breaks above the routes is told in words, never as a blank page. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <Failure
        error={this.state.error}
        retry={() => {
          location.reload()
        }}
      />
    )
  }
}
