import { IconListSearch, IconShieldCheck } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [{ path: '/audit', title: 'audit:title', load: () => import('./Audit'), allow: 'audit.read' }],
  nav: [
    {
      to: '/audit',
      label: 'audit:title',
      icon: IconListSearch,
      group: 'manage',
      order: 20,
      keys: 'g v',
      allow: 'audit.read'
    }
  ],
  commands: [
    {
      id: 'audit.verify',
      label: 'audit:keys.verify',
      words: 'audit:words',
      icon: IconShieldCheck,
      allow: 'audit.read',
      run: ({ go }) => {
        go('/audit?verify=1')
      }
    }
  ]
})
