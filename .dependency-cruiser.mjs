/** The rooms of main that are no capability. */
const INFRASTRUCTURE = '(?:desktop|host|cli|core|store)'

/** A capability's file: main/<capability>/..., with the capability captured. */
const CAPABILITY = `^main/(?!${INFRASTRUCTURE}/)([^/]+)/`

/** The files of a capability that meet the store and the core; every other file there is pure logic. */
const MEETS_STORE = [
  String.raw`^main/[^/]+/(?:entities|handlers|index|jobs|migrations|policy|registers)\.ts$`,
  '^main/[^/]+/store/',
  '^main/[^/]+/[^/]+/store/'
]

/**
 * The arrows that may exist: renderer -> preload/contract <- main; in main: desktop, host, cli -> core ->
 * capabilities -> store.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: 'contract-is-pure',
      comment: 'The contract is read by every runtime: it knows zod and itself.',
      severity: 'error',
      from: { path: '^preload/contract/' },
      to: { pathNot: ['^preload/contract/', '^node_modules/zod/'] }
    },
    {
      name: 'preload-knows-the-contract',
      comment: 'The preload script hands messages over; it knows Electron, the bridge and the contract.',
      severity: 'error',
      from: { path: '^preload/(?!contract/)' },
      to: { pathNot: ['^preload/', '^node_modules/electron/', '^electron$'] }
    },
    {
      name: 'renderer-speaks-through-the-contract',
      comment: 'The same bundle runs in a browser: no file of main, no Electron, no Node.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^main/', '^preload/index', '^node_modules/electron/', '^electron$'] }
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'main-has-no-renderer',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: ['^renderer/', '^preload/index'] }
    },
    {
      name: 'store-is-the-ground',
      comment: 'The store is handed entities and migrations; it knows neither capabilities nor core.',
      severity: 'error',
      from: { path: '^main/store/' },
      to: { path: '^main/', pathNot: '^main/store/' }
    },
    {
      name: 'capabilities-do-not-look-up',
      comment: 'core knows the capabilities. What they need of it, it hands to their handlers.',
      severity: 'error',
      from: { path: CAPABILITY },
      to: { path: '^main/(?:desktop|host|cli|core)/' }
    },
    {
      name: 'capabilities-meet-at-the-door',
      comment:
        "A capability uses another through that one's index.ts; in a worker thread, which has no use for handlers and entities, through its reading.ts; the demo writes files with the writers of the formats.",
      severity: 'error',
      from: { path: CAPABILITY },
      to: {
        path: CAPABILITY,
        pathNot: [
          '^main/$1/',
          '^main/statistics/',
          String.raw`^main/[^/]+/(?:index|reading)\.ts$`,
          String.raw`^main/instruments/formats/[^/]+/write\.ts$`
        ]
      }
    },
    {
      name: 'statistics-needs-nobody',
      comment: 'Pure numerics: any room of main may use any file of it, and it uses itself alone.',
      severity: 'error',
      from: { path: '^main/statistics/' },
      to: { pathNot: '^main/statistics/' }
    },
    {
      name: 'pure-logic-is-pure',
      comment:
        'What computes, parses or decides runs without a store, so that it can be tested and moved to a worker.',
      severity: 'error',
      from: { path: CAPABILITY, pathNot: MEETS_STORE },
      to: {
        path: ['^main/store/', '^main/core/', '^node_modules/typeorm/', '^node_modules/better-sqlite3/'],
        dependencyTypesNot: ['type-only']
      }
    },
    {
      name: 'core-does-not-look-up',
      severity: 'error',
      from: { path: '^main/core/' },
      to: { path: '^main/(?:desktop|host|cli)/' }
    },
    {
      name: 'front-doors-stay-apart',
      comment: 'desktop, host and cli start the core; of the host the other two use its index alone.',
      severity: 'error',
      from: { path: '^main/(desktop|host|cli)/' },
      to: { path: '^main/(?:desktop|host|cli)/', pathNot: ['^main/$1/', String.raw`^main/host/server\.ts$`] }
    },
    {
      name: 'only-the-desktop-has-electron',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/desktop/' },
      to: { path: ['^node_modules/electron/', '^node_modules/electron-updater/', '^electron$'] }
    },
    {
      name: 'nobody-needs-the-tests',
      severity: 'error',
      from: { path: '^(?:main|preload|renderer)/' },
      to: { path: '^(?:tests|scripts)/' }
    },
    {
      name: 'main-ships-its-packages',
      comment:
        'What main and preload load at run time is a dependency; the renderer is bundled from devDependencies.',
      severity: 'error',
      from: { path: '^main/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['^node_modules/electron/', '^electron$']
      }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`\.css$|^resources/` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json'],
      // Some packages (pdfkit) have no main file besides.
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types']
    }
  }
}
