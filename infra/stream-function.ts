import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { streamEnvironmentNames, type StreamEnvironment } from '../src/main/stream-environment.ts';
import { CatalogueFunction, type CatalogueFunctionProps } from './catalogue-function.ts';
import type { ProductEventBus } from './event-bus.ts';
import type { ProductTable } from './table.ts';

interface StreamFunctionProps extends Omit<CatalogueFunctionProps, 'environment' | 'timeoutSeconds' | 'access'> {
  readonly products: ProductTable;
  readonly events: ProductEventBus;
  readonly deadLetters: IQueue;
}

type Variable = (typeof streamEnvironmentNames)[keyof StreamEnvironment];

/** The function on the table's stream, and what feeds it. */
export class StreamFunction extends Construct {
  readonly function: CatalogueFunction;

  constructor(scope: Construct, id: string, { products, events, ...props }: StreamFunctionProps) {
    super(scope, id);
    const { bus } = events;
    const environment: Record<Variable, string> = {
      [streamEnvironmentNames.eventBusName]: bus.eventBusName,
      [streamEnvironmentNames.deadLetterQueueUrl]: props.deadLetters.queueUrl,
    };
    this.function = new CatalogueFunction(this, 'Function', {
      ...props,
      environment,
      // Publishing gives up within 20 seconds, the first dead letter that fails within 8; the rest is for those before it.
      timeoutSeconds: 60,
      access: [...products.streamAccess(), ...events.access()],
    });
    this.feed(products, props.deadLetters);
  }

  /**
   * Lambda keeps the changes of one product in order through all of this: they are in one shard, of which it gives those
   * with the same key to one batch at a time; the halves of a split batch go one after the other; and what follows a
   * failure waits. Only the function itself passes a record by, one that it can never tell.
   */
  private feed(products: ProductTable, deadLetters: IQueue): void {
    new EventSourceMapping(this, 'Stream', {
      target: this.function.handler,
      eventSourceArn: products.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
      // Finds the record that crashes the function: that one alone is given up in the end.
      bisectBatchOnError: true,
      // About an hour of an outage; what is older than half a day leaves the other half to send it again.
      retryAttempts: 100,
      maxRecordAge: Duration.hours(12),
      // A shard takes 1,000 writes a second, one batch at a time manages some 600.
      parallelizationFactor: 2,
      onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    });
  }
}
