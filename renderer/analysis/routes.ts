import { IconChartScatter } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

/** The data workbench: several measurement sets looked at as one. */
export default defineArea({
  screens: [
    { path: '/data', title: 'analysis:title', load: () => import('./Workbench'), allow: 'records.read' }
  ],
  nav: [
    {
      to: '/data',
      label: 'analysis:title',
      icon: IconChartScatter,
      group: 'data',
      order: 30,
      keys: 'g d',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'analysis.open',
      label: 'analysis:command',
      words: 'analysis:commandWords',
      icon: IconChartScatter,
      allow: 'records.read',
      run: ({ go }) => {
        go('/data')
      }
    }
  ]
})
