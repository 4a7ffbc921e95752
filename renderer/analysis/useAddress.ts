import { useLocation } from '@tanstack/react-router'
import { useMemo } from 'react'
import { appHistory } from '../app/history'
import { type Reading, readBench } from './address'

/** What the window's address asks the workbench for. */
export function useAddress(): Reading {
  // The router tells of changes; the text is read as it stands, for the router writes values in its own way.
  const location = useLocation()
  const search = location.pathname === '/data' ? appHistory().location.search : ''
  return useMemo(() => readBench(search, sessionStorage), [search])
}
