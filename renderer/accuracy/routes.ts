import { IconTargetArrow } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

/** Whether root causes held. */
export default defineArea({
  screens: [
    {
      path: '/accuracy',
      title: 'accuracy:title',
      load: () => import('./AccuracyPage'),
      allow: 'records.read'
    }
  ],
  nav: [
    {
      to: '/accuracy',
      label: 'accuracy:short',
      icon: IconTargetArrow,
      group: 'work',
      order: 45,
      keys: 'g k',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'accuracy.open',
      label: 'accuracy:command',
      words: 'accuracy:commandWords',
      icon: IconTargetArrow,
      allow: 'records.read',
      run: ({ go }) => {
        go('/accuracy')
      }
    }
  ]
})
