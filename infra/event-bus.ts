import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { asInterface } from './as-interface.ts';

/** The stage's own bus, encrypted with its key: rules of consumers are attached to it (`docs/events.md`). */
export class ProductEventBus extends Construct {
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, key: Key, deadLetters: IQueue) {
    super(scope, id);
    const bus = new EventBus(this, 'Bus', {
      description: 'What happens to products',
      kmsKey: key,
      // For events that the bus cannot decrypt or encrypt.
      deadLetterQueue: deadLetters,
    });
    this.bus = asInterface<IEventBus>(bus);
    deadLetters.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [deadLetters.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': bus.eventBusArn } },
      }),
    );
  }

  /** The rights of whoever publishes. */
  access(): PolicyStatement[] {
    return [new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] })];
  }
}
