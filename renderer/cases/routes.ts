import { IconArrowRight, IconFolderPlus, IconFolders } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

/** Cases: the list, the workspace, a new one. */
export default defineArea({
  screens: [
    { path: '/cases', title: 'cases:title', load: () => import('./CaseList'), allow: 'records.read' },
    { path: '/cases/new', title: 'cases:new', load: () => import('./NewCase'), allow: 'cases.write' },
    { path: '/cases/$id', title: 'cases:one', load: () => import('./CaseScreen'), allow: 'records.read' },
    { path: '/cases/$id/$tab', title: 'cases:one', load: () => import('./CaseScreen'), allow: 'records.read' }
  ],
  nav: [
    {
      to: '/cases',
      label: 'cases:title',
      icon: IconFolders,
      group: 'work',
      order: 20,
      keys: 'g c',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'cases.new',
      label: 'cases:new',
      words: 'cases:newWords',
      icon: IconFolderPlus,
      keys: 'alt+n',
      allow: 'cases.write',
      run: ({ go }) => {
        go('/cases/new')
      }
    },
    {
      id: 'cases.goTo',
      label: 'cases:goTo',
      words: 'cases:goToWords',
      icon: IconArrowRight,
      keys: 'g n',
      allow: 'records.read',
      run: ({ go }) => {
        go('/cases?goto=1')
      }
    }
  ]
})
