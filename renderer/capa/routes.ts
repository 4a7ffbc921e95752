import { IconShieldCheck } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

/** Actions over all cases. */
export default defineArea({
  screens: [
    { path: '/actions', title: 'capa:title', load: () => import('./ActionBoard'), allow: 'records.read' }
  ],
  nav: [
    {
      to: '/actions',
      label: 'capa:title',
      icon: IconShieldCheck,
      group: 'work',
      order: 30,
      keys: 'g a',
      allow: 'records.read'
    }
  ]
})
