import type { Configuration } from 'electron-builder'

/**
 * How installers are made. electron-builder fetches Electron and the tools of each format, so this runs on a
 * release machine with a way out; what comes out needs no network, neither to install nor to run.
 */
const config: Configuration = {
  appId: 'com.fabcase.desktop',
  productName: 'FabCase',
  copyright: 'FabCase',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  icon: 'resources/icons/fabcase.png',

  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'out/native.json',
    'package.json',
    // Electron is the Node of the app; the sources of SQLite are not needed to run it.
    '!node_modules/node-{linux,win}-*/**',
    '!node_modules/better-sqlite3/{deps,src}/**',
    // Prints are set in two weights; each of the others is 10 MB.
    '!node_modules/@expo-google-fonts/*/{100,200,300,500,700,800,900}*/**',
    '!node_modules/@expo-google-fonts/*/*_Italic/**',
    '!**/*.{ts,mts,cts}'
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // Every native part comes as N-API binaries inside its package: nothing is compiled or fetched.
  npmRebuild: false,

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false
  },

  // Updates come through FabCase's own signed manifest; no feed is built in.
  publish: null,

  win: { target: [{ target: 'nsis', arch: ['x64'] }], legalTrademarks: 'FabCase' },
  nsis: {
    // A folder that only administrators may write: what the integrity of the archive rests on.
    oneClick: false,
    perMachine: true,
    allowElevation: true,
    allowToChangeInstallationDirectory: false,
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
    multiLanguageInstaller: true,
    installerLanguages: ['en_US', 'zh_CN']
  },

  linux: {
    target: [
      { target: 'AppImage', arch: ['x64'] },
      { target: 'deb', arch: ['x64'] }
    ],
    category: 'Science',
    synopsis: 'Customer complaints and root cause work for semiconductor fabs',
    maintainer: 'FabCase <fabcase@fabcase.example>',
    vendor: 'FabCase'
  },

  mac: {
    target: [{ target: 'dmg', arch: ['arm64', 'x64'] }],
    category: 'public.app-category.business',
    hardenedRuntime: true
  }
}

export default config
