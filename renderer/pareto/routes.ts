import { IconChartBar } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

/** Pareto over anything countable. */
export default defineArea({
  screens: [
    { path: '/pareto', title: 'pareto:title', load: () => import('./ParetoPage'), allow: 'records.read' }
  ],
  nav: [
    {
      to: '/pareto',
      label: 'pareto:title',
      icon: IconChartBar,
      group: 'data',
      order: 35,
      keys: 'g q',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'pareto.open',
      label: 'pareto:command',
      words: 'pareto:commandWords',
      icon: IconChartBar,
      allow: 'records.read',
      run: ({ go }) => {
        go('/pareto')
      }
    }
  ]
})
