import { IconChartHistogram, IconFileImport } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    {
      path: '/import',
      title: 'instruments:import.title',
      load: () => import('./ImportPage'),
      allow: 'instruments.import'
    },
    {
      path: '/sets',
      title: 'instruments:sets.title',
      load: () => import('./SetsPage'),
      allow: 'records.read'
    },
    {
      path: '/sets/$id',
      title: 'instruments:set.title',
      load: () => import('./SetPage'),
      allow: 'records.read'
    }
  ],
  nav: [
    {
      to: '/import',
      label: 'instruments:import.title',
      icon: IconFileImport,
      group: 'data',
      order: 10,
      keys: 'g i',
      allow: 'instruments.import'
    },
    {
      to: '/sets',
      label: 'instruments:sets.title',
      icon: IconChartHistogram,
      group: 'data',
      order: 20,
      keys: 'g m',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'instruments.import',
      label: 'instruments:import.command',
      words: 'instruments:import.words',
      icon: IconFileImport,
      allow: 'instruments.import',
      run: context => {
        context.go('/import')
      }
    }
  ]
})
