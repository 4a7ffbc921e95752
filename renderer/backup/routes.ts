import { IconDatabaseExport, IconDatabaseHeart } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    {
      path: '/admin/store',
      title: 'backup:title',
      load: () => import('./StoreHealth'),
      allow: 'store.manage'
    }
  ],
  nav: [
    {
      to: '/admin/store',
      label: 'backup:title',
      icon: IconDatabaseHeart,
      group: 'manage',
      order: 30,
      keys: 'g h',
      allow: 'store.manage'
    }
  ],
  commands: [
    {
      id: 'backup.make',
      label: 'backup:make.verb',
      words: 'backup:words',
      icon: IconDatabaseExport,
      allow: 'store.manage',
      run: ({ go }) => {
        go('/admin/store?do=backup')
      }
    }
  ]
})
