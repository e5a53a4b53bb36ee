import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A consumer of the catalogue's events: the deletions of products, in a queue of its own. */
export class DeletionsStack extends Stack {
  /** @param eventBusName the output `EventBusName` of the catalogue's stack, in the same account and region */
  constructor(scope: Construct, id: string, eventBusName: string) {
    super(scope, id);
    const safe = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    const deadLetters = new Queue(this, 'DeadLetters', { ...safe, retentionPeriod: Duration.days(14) });
    const deletions = new Queue(this, 'Deletions', {
      ...safe,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    new Rule(this, 'Rule', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', eventBusName),
      eventPattern: {
        source: ['product-catalogue'],
        detailType: ['ProductDeleted'],
        detail: { schemaVersion: [1] },
      },
      targets: [new SqsQueue(deletions, { deadLetterQueue: deadLetters })],
    });
  }
}
