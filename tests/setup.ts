import { configureGlobal } from 'fast-check'

// The same examples in every run, so that a run says something of the change and not of chance. Another seed looks for
// new ones: `FABCASE_SEED=7 npx vitest run tests/unit`.
configureGlobal({ seed: Number(process.env['FABCASE_SEED'] ?? 20261122) })
