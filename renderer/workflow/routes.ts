import { IconInbox } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

/** My work: the home. */
export default defineArea({
  screens: [{ path: '/work', title: 'workflow:work', load: () => import('./MyWork') }],
  nav: [{ to: '/work', label: 'workflow:work', icon: IconInbox, group: 'work', order: 10, keys: 'g w' }],
  commands: [
    {
      id: 'workflow.mine',
      label: 'workflow:work',
      words: 'workflow:workWords',
      icon: IconInbox,
      run: ({ go }) => {
        go('/work')
      }
    }
  ]
})
