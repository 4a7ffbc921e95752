import { IconRoute } from '@tabler/icons-react'
import { defineArea } from '../app/areas'
import { tour } from './tour/state'

export default defineArea({
  screens: [],
  commands: [
    {
      id: 'demo.tour',
      label: 'demo:tour.start',
      words: 'demo:tour.words',
      icon: IconRoute,
      demo: true,
      run: () => {
        tour.start()
      }
    }
  ]
})
