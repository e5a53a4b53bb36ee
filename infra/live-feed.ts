import { Duration, Fn } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, type IEventBus, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { AppSync } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { fieldPermission } from '../src/adapters/primary/access.ts';
import { publishField, publishOperation } from '../src/adapters/primary/graphql/publish-event.ts';
import type { ProductEventBus } from './event-bus.ts';
import { serviceRole } from './service-role.ts';

/** From the bus to subscribers: a rule that tells the GraphQL API of every event. */
export class LiveFeed extends Construct {
  readonly rule: Rule;
  readonly #bus: IEventBus;

  constructor(scope: Construct, id: string, { bus }: ProductEventBus, api: GraphqlApi, deadLetters: IQueue) {
    super(scope, id);
    const { resource } = fieldPermission('Mutation', publishField);
    const role = serviceRole(this, 'Role', 'events.amazonaws.com', [
      new PolicyStatement({ actions: ['appsync:GraphQL'], resources: [`${api.arn}/${resource}`] }),
    ]);
    this.rule = new Rule(this, 'Rule', {
      eventBus: bus,
      description: 'Tells subscribers of the GraphQL API what happens to products',
      eventPattern: { source: Match.exactString('product-catalogue') },
    });
    this.rule.addTarget(
      new AppSync(api, {
        graphQLOperation: publishOperation,
        variables: RuleTargetInput.fromObject({ event: EventField.fromPath('$.detail') }),
        eventRole: role,
        deadLetterQueue: deadLetters,
        // Later it is news to nobody: whoever was away reads the product.
        maxEventAge: Duration.minutes(15),
        retryAttempts: 10,
      }),
    );
    this.#bus = bus;
  }

  /** The calls of the GraphQL API that have failed for good. */
  failures(period: Duration): IMetric {
    return new Metric({
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      // Not `rule.ruleName`, a `Ref`, which is `<bus>|<rule>` for a bus of one's own: arn:…:rule/<bus>/<rule>.
      dimensionsMap: {
        EventBusName: this.#bus.eventBusName,
        RuleName: Fn.select(2, Fn.split('/', this.rule.ruleArn)),
      },
      statistic: Stats.SUM,
      period,
    });
  }
}
