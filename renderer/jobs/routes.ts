import { IconActivity } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [{ path: '/jobs', title: 'jobs:title', load: () => import('./Jobs') }],
  nav: [{ to: '/jobs', label: 'jobs:title', icon: IconActivity, group: 'data', order: 40, keys: 'g j' }]
})
