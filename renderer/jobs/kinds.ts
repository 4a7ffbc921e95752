/** Every kind of long work; titles in `jobs:kinds`. */
export const jobKinds = [
  'import',
  'removeSet',
  'backup',
  'restore',
  'auditVerify',
  'storeCheck',
  'storeCollect',
  'refreshSearch'
] as const
