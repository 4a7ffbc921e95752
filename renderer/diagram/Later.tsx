import { type ReactNode, useDeferredValue, useState } from 'react'

interface Props {
  readonly className?: string | undefined
  readonly children: ReactNode
}

/**
 * What stands beside a picture (tools, details): it follows once the picture is drawn, so that no key waits for it.
 * Whoever works in it has it as it stands.
 */
export function Later({ className, children }: Props) {
  const [within, setWithin] = useState(false)
  const behind = useDeferredValue(children)
  return (
    <div
      className={className}
      onPointerDownCapture={() => {
        setWithin(true)
      }}
      onFocus={() => {
        setWithin(true)
      }}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setWithin(false)
      }}
      onPointerLeave={event => {
        if (!event.currentTarget.contains(document.activeElement)) setWithin(false)
      }}
    >
      {within ? children : behind}
    </div>
  )
}
