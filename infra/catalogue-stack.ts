import { Stack, Tags } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Route } from '../src/adapters/primary/rest/routes.ts';
import { AccessPolicies } from './access-policies.ts';
import { Alarms } from './alarms.ts';
import { ApiGatewayAccount } from './api-gateway-account.ts';
import { Backups } from './backups.ts';
import { CatalogueFunction } from './catalogue-function.ts';
import { Dashboard } from './dashboard.ts';
import { DeadLetters } from './dead-letters.ts';
import { topLevelFields } from './deployed-schema.ts';
import { Encryption } from './encryption.ts';
import type { ObservedEvents } from './event-alarms.ts';
import { ProductEventBus } from './event-bus.ts';
import { Firewall } from './firewall.ts';
import { functionEnvironment } from './function-environment.ts';
import { GradualDeployment } from './gradual-deployment.ts';
import { ProductsGraphqlApi } from './graphql-api.ts';
import { LiveFeed } from './live-feed.ts';
import { Network } from './network.ts';
import { addOutputs } from './outputs.ts';
import { ProductsRestApi } from './rest-api.ts';
import { RestDomain } from './rest-domain.ts';
import type { Settings } from './settings.ts';
import { StreamFunction } from './stream-function.ts';
import { ProductTable } from './table.ts';

/** What the stack is built from besides its settings. */
export interface Sources {
  readonly code: Readonly<Record<'rest' | 'graphql' | 'stream', Code>>;
  readonly routes: readonly Route[];
  /** The texts of schema.graphql, `lambda-resolver.js` and `publish-resolver.js`. */
  readonly schema: string;
  readonly resolver: string;
  readonly publishResolver: string;
}

/** What both doors stand on. */
interface Ground {
  readonly key: Key;
  readonly network: Network | null;
  readonly products: ProductTable;
  readonly deadLetters: Queue;
}

interface Events extends ObservedEvents {
  readonly bus: IEventBus;
}

interface Doors {
  readonly rest: ProductsRestApi;
  readonly restFunction: CatalogueFunction;
  readonly graphql: ProductsGraphqlApi;
  readonly graphqlFunction: CatalogueFunction;
}

/** One stage of the catalogue: all that it has on AWS, and nothing that another stage needs. */
export class CatalogueStack extends Stack {
  constructor(scope: Construct, settings: Settings, sources: Sources) {
    super(scope, `ProductCatalogue-${settings.stage}`, {
      description: `Product Catalogue, ${settings.stage}`,
      terminationProtection: settings.production,
    });
    Tags.of(this).add('stage', settings.stage);
    const ground = this.ground(settings);
    const doors = this.doors(ground, settings, sources);
    const events = this.events(ground, doors, settings, sources);
    this.protect(ground, doors, settings);
    this.watch(ground, { ...doors, events }, settings);
    this.publish(ground, { ...doors, events }, settings, sources);
  }

  private ground(settings: Settings): Ground {
    const { key } = new Encryption(this, 'Encryption', settings);
    return {
      key,
      network: settings.vpc ? new Network(this, 'Network', key, settings) : null,
      products: new ProductTable(this, 'Products', key, settings),
      deadLetters: new DeadLetters(this, 'DeadLetters', key).queue,
    };
  }

  private doors({ products, ...ground }: Ground, settings: Settings, { code, ...sources }: Sources): Doors {
    const { key, network } = ground;
    const environment = functionEnvironment(products.table, settings);
    const doorFunction = (id: string, bundle: Code) =>
      new CatalogueFunction(this, id, {
        ...ground,
        code: bundle,
        environment,
        access: products.access(),
        // The calls to DynamoDB give up within 5 seconds, API Gateway after 29.
        timeoutSeconds: 10,
        settings,
      });
    const restFunction = doorFunction('RestFunction', code.rest);
    const graphqlFunction = doorFunction('GraphqlFunction', code.graphql);
    const entrances = settings.privateEndpoints ? network?.addEntrances(settings) : undefined;
    const rest = new ProductsRestApi(this, 'Rest', {
      ...sources,
      handler: restFunction.handler,
      entrance: entrances?.rest ?? null,
      key,
      settings,
    });
    const graphql = new ProductsGraphqlApi(this, 'Graphql', {
      ...sources,
      handler: graphqlFunction.handler,
      key,
      settings,
    });
    return { rest, restFunction, graphql, graphqlFunction };
  }

  private events(ground: Ground, { graphql }: Doors, settings: Settings, { code }: Sources): Events {
    const { key, network, deadLetters } = ground;
    const events = new ProductEventBus(this, 'Events', key, deadLetters);
    network?.addExits();
    const { function: streamFunction } = new StreamFunction(this, 'StreamFunction', {
      ...ground,
      events,
      code: code.stream,
      settings,
    });
    // EventBridge calls public GraphQL APIs only.
    const feed = settings.privateEndpoints ? null : new LiveFeed(this, 'Feed', events, graphql.api, deadLetters);
    return { bus: events.bus, streamFunction, feed };
  }

  private protect({ key, products }: Ground, { rest, graphql }: Doors, settings: Settings): void {
    const { deploymentStage } = rest.api;
    if (settings.apiGatewayAccount)
      deploymentStage.node.addDependency(new ApiGatewayAccount(this, 'ApiGatewayAccount'));
    new Firewall(this, 'Firewall', { Rest: deploymentStage.stageArn, Graphql: graphql.api.arn }, key, settings);
    new Backups(this, 'Backups', products.table, key, settings);
  }

  private watch(
    { key, products, deadLetters }: Ground,
    doors: Doors & { readonly events: Events },
    settings: Settings,
  ): void {
    const { restFunction, graphqlFunction } = doors;
    const observed = {
      rest: doors.rest.api,
      graphql: doors.graphql.api,
      restFunction,
      graphqlFunction,
      table: products.table,
      deadLetters,
      events: doors.events,
    };
    new Dashboard(this, 'Dashboard', observed);
    if (!settings.alarms) return;
    const { ofDoor } = new Alarms(this, 'Alarms', observed, key, settings.alarmEmail);
    if (!settings.gradualDeployment) return;
    new GradualDeployment(this, 'RestDeployment', restFunction, ofDoor.rest);
    new GradualDeployment(this, 'GraphqlDeployment', graphqlFunction, ofDoor.graphql);
  }

  private publish(
    { products, deadLetters }: Ground,
    { rest, graphql, events }: Doors & { readonly events: Events },
    settings: Settings,
    sources: Sources,
  ): void {
    const policies = new AccessPolicies(this, 'Access', {
      routes: sources.routes,
      fields: topLevelFields(sources.schema),
      restArn: rest.arn,
      graphqlArn: graphql.api.arn,
    });
    const { restDomain } = settings;
    const domain = restDomain === null ? null : new RestDomain(this, 'RestDomain', rest.api, restDomain);
    addOutputs(this, {
      rest: rest.api,
      graphql: graphql.api,
      policies,
      table: products.table,
      domain,
      settings,
      events: { ...events, deadLetters },
    });
  }
}
