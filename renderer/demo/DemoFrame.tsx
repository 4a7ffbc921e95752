import { type ReactNode, useEffect } from 'react'
import css from './demo.module.css'
import { DemoBar } from './DemoBar'
import { setDemo } from './mark'
import { useDemo } from './useDemo'

/** Everything FabCase shows, under a strip that says so where the open store is a demo. */
export function DemoFrame({ children }: { readonly children: ReactNode }) {
  const demo = useDemo() !== null
  useEffect(() => {
    setDemo(demo)
    document.documentElement.toggleAttribute('data-demo', demo)
  }, [demo])
  return (
    <div className={css.page}>
      {demo && <DemoBar />}
      <div className={css.rest}>{children}</div>
    </div>
  )
}
