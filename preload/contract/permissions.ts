/**
 * What a person may do. Roles are named sets of these; the built-in ones are below and an
 * administrator can make others.
 */
export const permissions = [
  'records.read',
  'records.write',
  'cases.write',
  'cases.assign',
  'cases.close',
  'instruments.import',
  'instruments.undo',
  'views.share',
  'audit.read',
  'people.manage',
  'store.manage'
] as const

/** One right. */
export type Permission = (typeof permissions)[number]

/** Roles every store starts with; keys are stable, names are translated (`people.roles.<key>`). */
export const builtInRoles = {
  administrator: permissions,
  lead: [
    'records.read',
    'records.write',
    'cases.write',
    'cases.assign',
    'cases.close',
    'instruments.import',
    'instruments.undo',
    'views.share',
    'audit.read'
  ],
  engineer: [
    'records.read',
    'records.write',
    'cases.write',
    'cases.assign',
    'instruments.import',
    'instruments.undo'
  ],
  lab: ['records.read', 'instruments.import'],
  auditor: ['records.read', 'audit.read'],
  reader: ['records.read']
} as const satisfies Record<string, readonly Permission[]>

/** Key of a role that every store has. */
export type BuiltInRole = keyof typeof builtInRoles

/**
 * Who may call a procedure besides holders of a permission.
 * - `anyone`: no sign-in needed (sign-in itself, the store's name).
 * - `signedIn`: any person or operating-system user.
 * - `setup`: whoever started the process, while no user exists yet.
 * - `local`: whoever started the process (opening stores, restoring backups).
 */
export type Allow = Permission | 'anyone' | 'signedIn' | 'setup' | 'local'
