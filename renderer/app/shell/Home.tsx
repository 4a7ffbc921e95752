import { useEffect } from 'react'
import { may, useMe } from '../me'
import { useGo } from '../navigation'
import { navEntries } from '../registry'

/** The empty address leads to the first entry of the side bar that this person may see. */
export function Home() {
  const go = useGo()
  const me = useMe()
  const first = navEntries.find(entry => may(me, entry.allow))?.to ?? '/about'
  useEffect(() => {
    go(first, true)
  }, [go, first])
  return null
}
