import { importsOf, readSources, violations } from './dependency-rule.ts';

const sources = readSources();

describe('the dependency rule', () => {
  it('holds', () => {
    expect(violations(sources)).toEqual([]);
  });

  it.each([
    ['src/domain/product.ts', 'node:crypto'],
    ['src/domain/product.ts', 'zod/mini'],
    ['src/domain/product.ts', '../application/application.ts'],
    ['src/application/application.ts', 'node:crypto'],
    ['src/application/application.ts', '../adapters/secondary/memory/product-repository.ts'],
    ['src/application/commands/create-product.ts', '../../main/system.ts'],
    ['src/adapters/secondary/dynamodb/store.ts', '../memory/product-repository.ts'],
    ['src/adapters/secondary/dynamodb/store.ts', '../../../application/commands/create-product.ts'],
    ['src/adapters/secondary/memory/product-repository.ts', '@aws-sdk/lib-dynamodb'],
    ['src/adapters/primary/rest/handler.ts', '../graphql/handler.ts'],
    ['src/adapters/primary/rest/handler.ts', '@aws-sdk/lib-dynamodb'],
    ['src/adapters/primary/graphql/handler.ts', '../../secondary/memory/product-repository.ts'],
    ['src/adapters/primary/stream/handler.ts', '../rest/handler.ts'],
    ['src/adapters/primary/stream/handler.ts', '@aws-sdk/client-sqs'],
    ['src/adapters/secondary/eventbridge/client.ts', '@aws-sdk/client-sqs'],
    ['src/adapters/secondary/sqs/client.ts', '../eventbridge/client.ts'],
    ['src/main/catalogue.ts', '../local/server.ts'],
    ['src/local/server.ts', '../../infra/app.ts'],
    ['infra/app.ts', '../src/main/catalogue.ts'],
    ['infra/app.ts', '../src/adapters/primary/rest/handler.ts'],
  ])('catches %s importing %s', (path, name) => {
    expect(violations([...sources, { path, imports: [name] }])).toEqual([`${path} imports ${name}`]);
  });

  it('catches an empty layer and a file outside every layer', () => {
    const others = sources.filter(({ path }) => !path.startsWith('src/domain/'));
    expect(violations([...others, { path: 'src/helpers.ts', imports: [] }])).toEqual([
      'src/helpers.ts is in no layer',
      'src/domain/ is empty',
    ]);
  });

  it('catches a layer that only its inner layers have files in', () => {
    const others = sources.filter(({ path }) => !/^src\/adapters\/primary\/[^/]+$/.test(path));
    expect(others.length).toBeLessThan(sources.length);
    expect(violations(others)).toEqual(['src/adapters/primary/ is empty']);
  });

  it.each([
    ["import fs from 'x';"],
    ["import type { A } from 'x';"],
    ["import { type A } from 'x';"],
    ["import 'x';"],
    ["export { a } from 'x';"],
    ["export type { A } from 'x';"],
    ["export * from 'x';"],
    ["const a = await import('x');"],
  ])('sees %s', (text) => {
    expect(importsOf(text)).toEqual(['x']);
  });
});
