import { Stack } from 'aws-cdk-lib';
import {
  CfnClientCertificate,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Route } from '../src/adapters/primary/rest/routes.ts';
import { accessLogFormat } from './access-log.ts';
import { acknowledge } from './acknowledge.ts';
import { corsPreflight } from './cors.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { logGroup } from './logs.ts';
import { privateAccess } from './private-access.ts';
import { restAuthorization } from './rest-authorization.ts';
import type { Settings } from './settings.ts';

interface ProductsRestApiProps {
  readonly routes: readonly Route[];
  readonly handler: IFunction;
  readonly key: Key;
  /** Null: the API is public. */
  readonly entrance: InterfaceVpcEndpoint | null;
  readonly settings: Settings;
}

/** In every address of the API, after its host name. */
export const stageName = 'v1';

/** The REST door: a method for each route, and nothing else that answers. */
export class ProductsRestApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: ProductsRestApiProps) {
    super(scope, id);
    const { entrance, settings } = props;
    this.api = new RestApi(this, 'Api', {
      // The name is a dimension of the API's metrics, so two stages must not share one.
      restApiName: `${Stack.of(this).stackName}-rest`,
      deployOptions: this.stage(props),
      endpointConfiguration:
        entrance === null
          ? { types: [EndpointType.REGIONAL] }
          : { types: [EndpointType.PRIVATE], vpcEndpoints: [entrance] },
      disableExecuteApiEndpoint: settings.restDomain !== null,
      ...(entrance === null
        ? {}
        : { policy: privateAccess(this, entrance, settings.corsOrigin === null ? null : stageName) }),
      ...(settings.corsOrigin === null ? {} : { defaultCorsPreflightOptions: corsPreflight(settings.corsOrigin) }),
    });
    // An output of its own, which a custom domain would make a lie: `outputs.ts` has the address.
    this.api.node.tryRemoveChild('Endpoint');
    this.addRoutes(props);
    addGatewayResponses(this.api, settings.corsOrigin);
    this.keepExecutionLog(props);
    this.explain();
  }

  /** What the ARNs of its methods begin with: `arn:…:execute-api:…:<api>/<stage>`. */
  get arn(): string {
    return Stack.of(this).formatArn({ service: 'execute-api', resource: this.api.restApiId, resourceName: stageName });
  }

  private stage({ key, settings }: ProductsRestApiProps): StageOptions {
    return {
      stageName,
      accessLogDestination: new LogGroupLogDestination(logGroup(this, 'AccessLog', key, settings)),
      accessLogFormat,
      loggingLevel: MethodLoggingLevel.ERROR,
      // Would log bodies.
      dataTraceEnabled: false,
      // Five metrics of each method, at $0.30 each a month, that nothing looks at. Those of the stage come anyway.
      metricsEnabled: false,
      tracingEnabled: true,
      throttlingRateLimit: settings.throttle.rate,
      throttlingBurstLimit: settings.throttle.burst,
      ...(settings.hardened ? { clientCertificateId: new CfnClientCertificate(this, 'Certificate').ref } : {}),
    };
  }

  private addRoutes({ routes, handler, settings }: ProductsRestApiProps): void {
    const integration = new LambdaIntegration(handler, { scopePermissionToMethod: false });
    const authorization = restAuthorization(this, settings.authorizer);
    // Checks the parameters below. What a body must be says the domain, which names every fault of it at once.
    const requestValidator = this.api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    for (const { method, resource } of routes) {
      const parameters = [...resource.matchAll(/\{([^}]+)\}/g)].map(([, name]) => [
        `method.request.path.${name}`,
        true,
      ]);
      this.api.root.resourceForPath(resource).addMethod(method, integration, {
        ...authorization,
        requestValidator,
        requestParameters: Object.fromEntries(parameters),
      });
    }
  }

  /** API Gateway would make this group itself, without a key and kept for ever. */
  private keepExecutionLog({ key, settings }: ProductsRestApiProps): void {
    const name = `API-Gateway-Execution-Logs_${this.api.restApiId}/${stageName}`;
    this.api.deploymentStage.node.addDependency(logGroup(this, 'ExecutionLog', key, settings, name));
  }

  private explain(): void {
    acknowledge(this, 'The door is signed with IAM, or takes what the authorizer setting says.', 'AwsSolutions-COG4');
    acknowledge(
      this,
      'A cache would answer with what a product was before the last write.',
      ...['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map((pack) => `${pack}-APIGWCacheEnabledAndEncrypted`),
    );
  }
}
