import { IconBuildingCog, IconCpu, IconDisc, IconStack2, IconTruckDelivery } from '@tabler/icons-react'
import { defineArea } from '../app/areas'

export default defineArea({
  screens: [
    {
      path: '/products/{-$id}',
      title: 'trace:products.title',
      load: () => import('./Products'),
      allow: 'records.read'
    },
    {
      path: '/suppliers/{-$id}',
      title: 'trace:suppliers.title',
      load: () => import('./Suppliers'),
      allow: 'records.read'
    },
    { path: '/lots/{-$id}', title: 'trace:lots.title', load: () => import('./Lots'), allow: 'records.read' },
    {
      path: '/wafers/{-$id}',
      title: 'trace:wafers.title',
      load: () => import('./Wafers'),
      allow: 'records.read'
    },
    {
      path: '/tools/{-$id}',
      title: 'trace:tools.title',
      load: () => import('./Tools'),
      allow: 'records.read'
    }
  ],
  nav: [
    {
      to: '/products',
      label: 'trace:products.title',
      icon: IconCpu,
      group: 'records',
      order: 20,
      keys: 'g p',
      allow: 'records.read'
    },
    {
      to: '/suppliers',
      label: 'trace:suppliers.title',
      icon: IconTruckDelivery,
      group: 'records',
      order: 15,
      keys: 'g x',
      allow: 'records.read'
    },
    {
      to: '/lots',
      label: 'trace:lots.title',
      icon: IconStack2,
      group: 'records',
      order: 30,
      keys: 'g l',
      allow: 'records.read'
    },
    {
      to: '/wafers',
      label: 'trace:wafers.title',
      icon: IconDisc,
      group: 'records',
      order: 40,
      keys: 'g f',
      allow: 'records.read'
    },
    {
      to: '/tools',
      label: 'trace:tools.title',
      icon: IconBuildingCog,
      group: 'records',
      order: 50,
      keys: 'g t',
      allow: 'records.read'
    }
  ],
  commands: [
    {
      id: 'products.new',
      label: 'trace:products.add',
      words: 'trace:products.words',
      icon: IconCpu,
      allow: 'records.write',
      run: ({ go }) => {
        go('/products/new')
      }
    },
    {
      id: 'suppliers.new',
      label: 'trace:suppliers.add',
      words: 'trace:suppliers.words',
      icon: IconTruckDelivery,
      allow: 'records.write',
      run: ({ go }) => {
        go('/suppliers/new')
      }
    },
    {
      id: 'lots.new',
      label: 'trace:lots.add',
      words: 'trace:lots.words',
      icon: IconStack2,
      allow: 'records.write',
      run: ({ go }) => {
        go('/lots/new')
      }
    },
    {
      id: 'wafers.new',
      label: 'trace:wafers.add',
      words: 'trace:wafers.words',
      icon: IconDisc,
      allow: 'records.write',
      run: ({ go }) => {
        go('/wafers/new')
      }
    },
    {
      id: 'tools.new',
      label: 'trace:tools.add',
      words: 'trace:tools.words',
      icon: IconBuildingCog,
      allow: 'records.write',
      run: ({ go }) => {
        go('/tools/new')
      }
    }
  ]
})
