import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import fabcase from './eslint-rules/index.mjs'

/** Where nobody else waits: a command, a start, the telling of a fault that has ended the work already. */
const MAY_WAIT_FOR_DISK = ['main/cli/', 'main/host/index.ts', 'main/store/faults.ts']

/** @type {import('eslint').Linter.RulesRecord} */
const HOUSE_RULES = {
  'fabcase/electron-import': ['error', { allow: ['main/desktop/', 'preload/index.ts'] }],
  'fabcase/new-browser-window': ['error', { allow: ['main/desktop/window.ts'] }],
  'fabcase/open-external': ['error', { allow: ['main/desktop/open-outside.ts'] }],
  'fabcase/raw-ipc': ['error', { allow: ['main/desktop/door.ts', 'preload/index.ts'] }],
  'fabcase/web-preferences': ['error', { allow: ['main/desktop/window.ts'] }],
  'fabcase/no-raw-html': 'error',
  'fabcase/no-console': ['error', { allow: ['main/cli/', 'main/host/index.ts'] }]
}

/**
 * Rules of the strict sets that fight plain code without finding faults in it, and a few of ESLint's own.
 * @type {import('eslint').Linter.RulesRecord}
 */
const TUNED = {
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidOperator: true }
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }
  ],
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
  ],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // It believes that a flag which a closure sets never changes.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  // Handlers and transports share one asynchronous shape whether or not the one at hand has to wait.
  '@typescript-eslint/require-await': 'off',
  // There are no enums here: see no-restricted-syntax.
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  // An array of numbers read by index in a loop is what a decoder is made of.
  '@typescript-eslint/prefer-for-of': 'off',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'A union of literals says the same, and JSON knows it.' }
  ],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-eval': 'error',
  'no-debugger': 'error',
  'no-async-promise-executor': 'error',
  'no-cond-assign': 'error',
  'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
  'no-dupe-else-if': 'error',
  'no-empty': 'error',
  'no-misleading-character-class': 'error',
  'no-self-assign': 'error',
  'no-unreachable-loop': 'error',
  'no-unsafe-finally': 'error',
  'no-useless-escape': 'error'
}

export default defineConfig([
  globalIgnores(['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/']),
  {
    files: ['**/*.{ts,tsx,mts,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { fabcase },
    rules: { ...TUNED, 'fabcase/types': 'error' }
  },
  {
    files: ['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    rules: HOUSE_RULES
  },
  {
    files: ['main/**/*.ts'],
    rules: { 'fabcase/no-sync-fs': ['error', { allow: MAY_WAIT_FOR_DISK }] }
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'fabcase/no-untranslated-text': ['error', { names: ['FabCase'] }],
      // Hooks hand out functions to be taken apart.
      '@typescript-eslint/unbound-method': 'off'
    }
  },
  {
    // A decoder lives in its loop: running off the end of a record is a constant, because making an Error costs
    // more than reading.
    files: ['main/instruments/formats/**/*.ts'],
    rules: { '@typescript-eslint/only-throw-error': 'off' }
  },
  {
    // Tests take things apart on purpose: fakes, damaged input, expected promises.
    files: ['tests/**/*.{ts,tsx,mts}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off'
    }
  },
  {
    // JSDoc carries the types of the scripts (tsc checks them); what JSON.parse gives is any there.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': ['error', { allowAny: true }]
    }
  }
])
