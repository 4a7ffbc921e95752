import { diagramKinds } from '@contract/diagram/kinds'
import { IconTopologyStar3 } from '@tabler/icons-react'
import { defineArea } from '../app/areas'
import { kindIcons } from './kinds'

export default defineArea({
  screens: [
    { path: '/studio', title: 'studio:title', load: () => import('./Studio'), allow: 'records.read' },
    {
      path: '/studio/$id',
      title: 'studio:title',
      load: () => import('./DiagramScreen'),
      allow: 'records.read'
    }
  ],
  nav: [
    {
      to: '/studio',
      label: 'studio:title',
      icon: IconTopologyStar3,
      group: 'work',
      order: 40,
      keys: 'g r',
      allow: 'records.read'
    }
  ],
  commands: diagramKinds.map(kind => ({
    id: `rca.new.${kind}`,
    label: `studio:new.${kind}`,
    words: `studio:words.${kind}`,
    icon: kindIcons[kind],
    allow: 'records.write',
    run: context => {
      context.go(`/studio?new=${kind}`)
    }
  }))
})
