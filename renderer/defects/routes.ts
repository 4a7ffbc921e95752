import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    {
      path: '/defects/$id',
      title: 'defects:page.title',
      load: () => import('./DefectsPage'),
      allow: 'records.read'
    }
  ]
})
