import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  type AuthorizationMode,
  CfnGraphQLApi,
  Code,
  Definition,
  FieldLogLevel,
  FunctionRuntime,
  GraphqlApi,
  IntrospectionConfig,
  LambdaDataSource,
  Visibility,
} from 'aws-cdk-lib/aws-appsync';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { publishField } from '../src/adapters/primary/graphql/publish-event.ts';
import { acknowledge, acknowledgeWildcards } from './acknowledge.ts';
import { deployedSchema, topLevelFields } from './deployed-schema.ts';
import { logGroup } from './logs.ts';
import { authorizerFunction } from './rest-authorization.ts';
import { serviceRole } from './service-role.ts';
import type { Authorizer, Settings } from './settings.ts';

interface ProductsGraphqlApiProps {
  /** The text of schema.graphql. */
  readonly schema: string;
  /** The texts of `lambda-resolver.js` and `publish-resolver.js`. */
  readonly resolver: string;
  readonly publishResolver: string;
  readonly handler: IFunction;
  readonly key: Key;
  readonly settings: Settings;
}

/**
 * The GraphQL door: one resolver, the same on every top-level field of the schema, but for the event bus's own. A
 * subscription needs none: `@aws_subscribe` says what it hears.
 */
export class ProductsGraphqlApi extends Construct {
  readonly api: GraphqlApi;

  constructor(scope: Construct, id: string, props: ProductsGraphqlApiProps) {
    super(scope, id);
    const { schema, key, settings } = props;
    const additional = additionalMode(this, settings.authorizer);
    const text = deployedSchema(schema, additional === null ? ['aws_iam'] : ['aws_iam', additional.directive]);
    this.api = new GraphqlApi(this, 'Api', {
      name: `${Stack.of(this).stackName}-graphql`,
      definition: Definition.fromSchema({
        bind: (api) => ({ apiId: apiIdOf(api.graphQlApiRef.graphQlApiArn, this), definition: text }),
      }),
      authorizationConfig: {
        defaultAuthorization: { authorizationType: AuthorizationType.IAM },
        ...(additional === null ? {} : { additionalAuthorizationModes: [additional.mode] }),
      },
      introspectionConfig: settings.introspection ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
      // The deepest question is listProducts { items { name } }; the one about the schema itself goes deeper.
      queryDepthLimit: settings.introspection ? 20 : 5,
      // Each is a call of the function.
      resolverCountLimit: 25,
      xrayEnabled: true,
      ...(settings.privateEndpoints ? { visibility: Visibility.PRIVATE } : {}),
      ...(settings.graphqlDomain === null ? {} : { domainName: this.domainName(settings.graphqlDomain) }),
    });
    this.keepLog(key, settings);
    this.attachResolvers(props);
  }

  private domainName({ name, certificateArn }: { name: string; certificateArn: string }) {
    return { domainName: name, certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn) };
  }

  /** Errors only and without content: AppSync would log arguments, answers and headers. */
  private keepLog(key: Key, settings: Settings): void {
    const resource = this.api.node.defaultChild;
    if (!(resource instanceof CfnGraphQLApi)) throw new Error('The construct of the GraphQL API has changed.');
    // Not with the property of GraphqlApi: it adds a function that sets the retention, with rights over all logs.
    resource.logConfig = {
      fieldLogLevel: FieldLogLevel.ERROR,
      excludeVerboseContent: true,
      cloudWatchLogsRoleArn: this.logRole().roleArn,
    };
    acknowledge(this, "What a request says is nobody's business but its caller's.", 'AwsSolutions-ASC3');
    // AppSync would make this group itself, without a key and kept for ever.
    logGroup(this, 'Logs', key, settings, `/aws/appsync/apis/${this.api.apiId}`);
  }

  private logRole(): IRole {
    const role = serviceRole(this, 'LogRole', 'appsync.amazonaws.com', [
      new PolicyStatement({
        actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroups],
      }),
    ]);
    acknowledgeWildcards(this, 'The name of the log group holds the id of the API, which needs this role first.', [
      this.logGroups,
    ]);
    return role;
  }

  private get logGroups(): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:logs:${region}:${account}:log-group:/aws/appsync/apis/*`;
  }

  private attachResolvers({ schema, resolver, publishResolver, handler }: ProductsGraphqlApiProps): void {
    const source = this.dataSource(handler);
    const none = this.api.addNoneDataSource('None');
    for (const { parentType, name } of topLevelFields(schema).filter((field) => field.parentType !== 'Subscription')) {
      const isPublished = name === publishField;
      (isPublished ? none : source).createResolver(`${parentType}.${name}`, {
        typeName: parentType,
        fieldName: name,
        runtime: FunctionRuntime.JS_1_0_0,
        code: Code.fromInline(isPublished ? publishResolver : resolver),
      });
    }
  }

  private dataSource(handler: IFunction): LambdaDataSource {
    const role = serviceRole(this, 'InvokeRole', 'appsync.amazonaws.com', [
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] }),
    ]);
    return new LambdaDataSource(this, 'Source', { api: this.api, lambdaFunction: handler, serviceRole: role });
  }
}

const apiIdOf = (arn: string, scope: Construct): string =>
  Stack.of(scope).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME).resourceName ?? '';

interface AdditionalMode {
  readonly mode: AuthorizationMode;
  readonly directive: string;
}

/** The mode in which the REST API's other authorizer opens the GraphQL API too. */
const additionalMode = (scope: Construct, authorizer: Authorizer): AdditionalMode | null => {
  if (authorizer.kind === 'iam') return null;
  if (authorizer.kind === 'userPool') {
    const userPool = UserPool.fromUserPoolArn(scope, 'Pool', authorizer.arn);
    return {
      mode: { authorizationType: AuthorizationType.USER_POOL, userPoolConfig: { userPool } },
      directive: 'aws_cognito_user_pools',
    };
  }
  const lambdaAuthorizerConfig = {
    handler: authorizerFunction(scope, authorizer.arn),
    resultsCacheTtl: Duration.seconds(0),
  };
  return { mode: { authorizationType: AuthorizationType.LAMBDA, lambdaAuthorizerConfig }, directive: 'aws_lambda' };
};
