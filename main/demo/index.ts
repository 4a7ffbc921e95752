export { fillDemo } from './fill'
export type { DemoHouse } from './house'
export { type DemoPlan, planDemo } from './plan'
export { people as demoFab, type PersonKey } from './recipe/people'
