import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { DeletionsStack } from '../../../docs/examples/consumer-rule.ts';
import { entryOf } from '../../../src/adapters/secondary/eventbridge/entries.ts';
import { productEvent } from '../../../src/domain/events.ts';
import { deleted, living } from '../../support/products.ts';
import { newApp } from '../support/new-app.ts';

describe('the example of a consumer', () => {
  const template = Template.fromStack(new DeletionsStack(newApp(), 'Consumer', 'the-bus'));

  it('has a rule on the bus whose pattern deletions match, as they are published', () => {
    const event = productEvent(living(), deleted(), '');
    if (event === null) throw new Error('A deletion has an event.');
    const { Source, DetailType } = entryOf(event, 'the-bus').request;
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: 'the-bus',
      EventPattern: {
        source: [Source],
        'detail-type': [DetailType],
        detail: { schemaVersion: [event.schemaVersion] },
      },
    });
  });

  it('lets only that rule into its queue, and loses nothing that fails', () => {
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: 5 } });
    template.hasResourceProperties('AWS::Events::Rule', { Targets: [{ DeadLetterConfig: {} }] });
  });
});

describe('docs/events.md', () => {
  const text = readFileSync('docs/events.md', 'utf8');

  it('shows an event as it is', () => {
    const [, json = ''] = /```json\n(\{\n {2}"source"[^`]*)```/.exec(text) ?? [];
    const { source, detail, ...rest } = JSON.parse(json);
    const { product } = detail;
    const before = { product: { ...product, name: 'Chair', version: 1 }, deletedAt: null };
    const event = productEvent(before, { product, deletedAt: null }, '');
    expect(detail).toEqual({ ...event, occurredAt: product.lastUpdateDate });
    expect([source, rest['detail-type']]).toEqual(['product-catalogue', event?.type]);
  });

  it('links only to files that are there', () => {
    const links = [...text.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of links) expect(() => readFileSync(`docs/${link}`)).not.toThrow();
  });
});
