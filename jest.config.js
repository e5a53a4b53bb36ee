// The SDK warns on Node 20, which still counts here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Tests run as CommonJS, transpiled only: `npm run typecheck` is what finds type errors. */
const transpile = {
  module: 'commonjs',
  moduleResolution: 'bundler',
  target: 'es2023',
  rootDir: '.',
  isolatedModules: true,
  esModuleInterop: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: ['node', 'jest'],
};

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Unless told, Jest leaves one core idle, which is half of a small machine.
  maxWorkers: '100%',
  // Whatever takes seconds here may take several times as long on a busy machine.
  testTimeout: 20_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.[jt]s$': ['ts-jest', { tsconfig: transpile }] },
  transformIgnorePatterns: ['/node_modules/(?!aws4fetch/)'],
};
