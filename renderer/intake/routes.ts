import { IconBuildingFactory2, IconCategory2, IconMessageReport } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    {
      path: '/customers/{-$id}',
      title: 'intake:customers.title',
      load: () => import('./Customers'),
      allow: 'records.read'
    },
    {
      path: '/complaint-classes/{-$id}',
      title: 'intake:complaintClasses.title',
      load: () => import('./ComplaintClasses'),
      allow: 'records.read'
    },
    {
      path: '/complaints',
      title: 'intake:complaints.title',
      load: () => import('./Complaints'),
      allow: 'records.read'
    },
    {
      path: '/complaints/$id',
      title: 'intake:complaints.title',
      load: () => import('./ComplaintScreen'),
      allow: 'records.read'
    }
  ],
  nav: [
    {
      to: '/complaints',
      label: 'intake:complaints.title',
      icon: IconMessageReport,
      group: 'work',
      order: 30,
      keys: 'g o',
      allow: 'records.read'
    },
    {
      to: '/customers',
      label: 'intake:customers.title',
      icon: IconBuildingFactory2,
      group: 'records',
      order: 10,
      keys: 'g b',
      allow: 'records.read'
    },
    {
      to: '/complaint-classes',
      label: 'intake:complaintClasses.title',
      icon: IconCategory2,
      group: 'records',
      order: 60,
      keys: 'g y',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'complaints.new',
      label: 'intake:complaints.add',
      words: 'intake:complaints.wordsToFind',
      icon: IconMessageReport,
      keys: 'shift+c',
      allow: 'records.write',
      run: ({ go }) => {
        go('/complaints/new')
      }
    },
    {
      id: 'customers.new',
      label: 'intake:customers.add',
      words: 'intake:customers.wordsToFind',
      icon: IconBuildingFactory2,
      allow: 'records.write',
      run: ({ go }) => {
        go('/customers/new')
      }
    },
    {
      id: 'complaintClasses.new',
      label: 'intake:complaintClasses.add',
      words: 'intake:complaintClasses.words',
      icon: IconCategory2,
      allow: 'records.write',
      run: ({ go }) => {
        go('/complaint-classes/new')
      }
    }
  ]
})
