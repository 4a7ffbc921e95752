import { IconSearch } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    { path: '/search', title: 'search:title', load: () => import('./Search'), allow: 'records.read' }
  ],
  nav: [
    {
      to: '/search',
      label: 'search:title',
      icon: IconSearch,
      group: 'work',
      order: 50,
      keys: 'g s',
      allow: 'records.read'
    }
  ]
})
