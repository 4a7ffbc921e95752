import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/noto-sans-sc/index.css'
import './theme/tokens.css'
import './theme/global.css'
// Before any dialog: what it takes from them it must hear first.
import '../ui/innermost'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { connect, inheritSession, type Transport } from './client/index'
import { startLanguage } from './i18n/index'

/**
 * Start the renderer.
 * @param transport another way to the core than the platform's own
 */
export async function start(transport?: Transport): Promise<void> {
  await Promise.all([startLanguage(), inheritSession()])
  connect(transport)
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>
  )
}
