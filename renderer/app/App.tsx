import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DemoFrame } from '../demo/DemoFrame'
import { styleNonce } from './boot'
import { makeQueryClient, refreshByEvents } from './client/index'
import { Gate } from './entry/Gate'
import { Popups } from './entry/Popups'
import { makeRouter } from './routes'
import { cssVariables } from './theme/theme'
import { useTheme } from './theme/useTheme'

const scheme = localStorageColorSchemeManager({ key: 'fabcase.scheme' })
const nonce = (): string => styleNonce() ?? ''

/** Theme, cache and routes around the gate that decides which screen may be seen at all. */
export function App() {
  const [client] = useState(makeQueryClient)
  const [router] = useState(makeRouter)
  const theme = useTheme()
  useEffect(() => refreshByEvents(client), [client])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <QueryClientProvider client={client}>
        <Notifications position="bottom-right" limit={4} containerWidth={380} />
        <DemoFrame>
          <Gate>
            <RouterProvider router={router} />
          </Gate>
        </DemoFrame>
        {/* Last, so that the first link of the page is the one that skips to the content. */}
        <Popups />
      </QueryClientProvider>
    </MantineProvider>
  )
}
