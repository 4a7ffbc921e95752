/** Kinds of records a Pareto may be counted from: it is counted again when one of them changes. */
export const topics = [
  'case',
  'complaint',
  'customer',
  'product',
  'supplier',
  'complaintClass',
  'people',
  'lot',
  'tool',
  'action',
  'task',
  'user',
  'import',
  'set',
  'diagram'
] as const
