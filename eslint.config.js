import appsync from '@aws-appsync/eslint-plugin';
import security from 'eslint-plugin-security';

const { languageOptions, ...appsyncRules } = appsync.configs.recommended;

/* Only what oxlint (.oxlintrc.json) lacks: what the APPSYNC_JS runtime refuses, and patterns that invite attacks. */
export default [
  {
    ...appsyncRules,
    files: ['**/*-resolver.js'],
    languageOptions: { ...languageOptions, parserOptions: { projectService: true } },
  },
  {
    ...security.configs.recommended,
    files: ['src/**/*.{ts,js}', 'infra/**/*.ts'],
    languageOptions,
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...Object.fromEntries(Object.keys(security.configs.recommended.rules).map((rule) => [rule, 'error'])),
      // Every indexed access and every path built from a setting: no attack, and `noUncheckedIndexedAccess` is on.
      'security/detect-object-injection': 'off',
      'security/detect-non-literal-fs-filename': 'off',
    },
  },
];
