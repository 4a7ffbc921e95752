import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    {
      path: '/people/users',
      title: 'people:tabs.users',
      load: () => import('./users/Users'),
      allow: 'people.manage'
    },
    {
      path: '/people/departments',
      title: 'people:tabs.departments',
      load: () => import('./departments/Departments'),
      allow: 'people.manage'
    },
    {
      path: '/people/roles',
      title: 'people:tabs.roles',
      load: () => import('./roles/Roles'),
      allow: 'people.manage'
    },
    {
      path: '/people/policy',
      title: 'people:tabs.policy',
      load: () => import('./policy/Policy'),
      allow: 'people.manage'
    },
    {
      path: '/people/site',
      title: 'people:tabs.site',
      load: () => import('./site/Site'),
      allow: 'people.manage'
    }
  ],
  nav: [
    {
      to: '/people/users',
      label: 'people:title',
      icon: IconUsers,
      group: 'manage',
      order: 10,
      keys: 'g u',
      allow: 'people.manage'
    }
  ],
  commands: [
    {
      id: 'people.add',
      label: 'people:users.add',
      words: 'people:words',
      icon: IconUserPlus,
      allow: 'people.manage',
      run: ({ go }) => {
        go('/people/users?open=new')
      }
    }
  ]
})
