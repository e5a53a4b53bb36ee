import { forbidden, limits, overBudget, weightOf, type Weight } from '../../infra/budget.ts';

const bare = { bytes: 1_000, gzipped: 500 };
const within: Weight = { bytes: 530, gzipped: 295, ownBytes: 100, modules: ['src/main/rest.lambda.ts'] };

describe('the budget of a bundle', () => {
  it('is kept by one that is at its limits', () => {
    expect(overBudget(within, bare)).toEqual([]);
  });

  it('is broken by each limit alone', () => {
    expect(overBudget({ ...within, bytes: 531 }, bare)).toEqual(['bytes is 531, at most 530']);
    expect(overBudget({ ...within, gzipped: 296 }, bare)).toEqual(['gzipped is 296, at most 295']);
    expect(overBudget({ ...within, ownBytes: limits.ownBytes + 1 }, bare)).toHaveLength(1);
    const modules = Array.from({ length: limits.modules + 1 }, () => 'src/domain/product.ts');
    expect(overBudget({ ...within, modules }, bare)).toHaveLength(1);
  });

  it.each([
    'node_modules/@aws-sdk/credential-provider-sso/dist-es/fromSSO.js',
    'node_modules/@aws-sdk/nested-clients/dist-es/submodules/sts/index.js',
    'node_modules/@smithy/credential-provider-imds/dist-es/index.js',
    'node_modules/@aws-sdk/lib-dynamodb/dist-es/commands/ScanCommand.js',
    'node_modules/@aws-sdk/xml-builder/node_modules/bowser/bowser.js',
    'node_modules/zod/v4/locales/en.js',
    'node_modules/zod/v4/classic/schemas.js',
    'src/local/server.ts',
  ])('forbids %s', (path) => {
    expect(overBudget({ ...within, modules: [path] }, bare)).toEqual([`${path} is in it`]);
  });

  it('allows the credentials of the environment', () => {
    const path = 'node_modules/@aws-sdk/credential-provider-env/dist-es/fromEnv.js';
    expect(forbidden.filter((rule) => rule.test(path))).toEqual([]);
  });

  it('weighs our own modules and zod apart, and only what is in the output', () => {
    const input = (bytesInOutput: number) => ({ bytesInOutput });
    const output = {
      bytes: 9,
      imports: [],
      exports: [],
      inputs: {
        'src/main/rest.lambda.ts': input(2),
        'node_modules/zod/v4/core/core.js': input(3),
        'node_modules/@smithy/core/a.js': input(4),
        'node_modules/@smithy/core/b.js': input(0),
      },
    };
    const weight = weightOf(Buffer.from('123456789'), { inputs: {}, outputs: { 'dist/index.js': output } });
    expect(weight).toMatchObject({ bytes: 9, ownBytes: 5 });
    expect(weight.modules).toHaveLength(3);
  });
});
