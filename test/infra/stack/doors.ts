import { Kind, parse } from 'graphql';
import { deployedSchema, topLevelFields } from '../../../infra/deployed-schema.ts';
import { type Access, fieldPermission, routePermission } from '../../../src/adapters/primary/access.ts';
import { publishField } from '../../../src/adapters/primary/graphql/publish-event.ts';
import { type Route, routes } from '../../../src/adapters/primary/rest/routes.ts';
import { readSchema, topLevelFields as localFields } from '../../../src/local/deployment.ts';
import { decide, policyFor } from '../../../src/local/policies.ts';
import {
  flat,
  publishResolver,
  resolver,
  resourcesOf,
  schema,
  statementsOf,
  synthesise,
  theOnly,
} from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod' });
const origin = 'https://shop.example.com';
const open = synthesise({ corsOrigin: origin, throttleRate: '7', throttleBurst: '9' });

/** `GET /products/{id}` for each method of the REST API. */
const methodsOf = (synthesis = dev): string[] => {
  const parts = new Map(
    resourcesOf(synthesis, 'AWS::ApiGateway::Resource').map(({ id, properties }) => [
      `\${${id}}`,
      { parent: flat(properties['ParentId']), part: String(properties['PathPart']) },
    ]),
  );
  const path = (id: string): string => {
    const own = parts.get(id);
    return own === undefined ? '' : `${path(own.parent)}/${own.part}`;
  };
  return resourcesOf(synthesis, 'AWS::ApiGateway::Method').map(
    ({ properties }) => `${String(properties['HttpMethod'])} ${path(flat(properties['ResourceId']))}`,
  );
};

/** The ARNs, without what is before the API's own part, that one of the callers' policies allows. */
const allowedBy = (policy: string, synthesis = dev): string[] =>
  resourcesOf(synthesis, 'AWS::IAM::ManagedPolicy')
    .filter(({ id }) => id.startsWith(`Access${policy}`))
    .flatMap(({ properties }) => statementsOf(properties['PolicyDocument']))
    .flatMap(({ actions, resources }) =>
      resources.map((arn) => `${actions.join()} ${arn.replace(/^.*?(\/v1\/|ApiArn\}\/|\.Arn\}\/)/, '')}`),
    )
    .sort();

describe('the REST API', () => {
  it('has a method for each route and no other', () => {
    expect(methodsOf().sort()).toEqual(routes.map(({ method, resource }) => `${method} ${resource}`).sort());
  });

  it.each(resourcesOf(dev, 'AWS::ApiGateway::Method').map(({ id, properties }) => [id, properties]))(
    'lets nobody but signed callers at %s',
    (_, properties) => {
      expect(properties['AuthorizationType']).toBe('AWS_IAM');
    },
  );

  it('calls the alias that a deployment moves', () => {
    for (const { properties } of resourcesOf(dev, 'AWS::ApiGateway::Method')) {
      expect(JSON.stringify(properties['Integration'])).toContain('RestFunctionAliaslive');
    }
  });

  it('logs each request as JSON, without a header, a query or a body', () => {
    const { AccessLogSetting } = theOnly(dev, 'AWS::ApiGateway::Stage').properties;
    const format: unknown = JSON.parse(Object(AccessLogSetting).Format);
    expect(format).toMatchObject({ requestId: '$context.requestId', principal: '$context.identity.userArn' });
    expect(JSON.stringify(format)).not.toMatch(/header|body|query|userAgent|authorization|\$input|\.path"/i);
  });

  it("leads in its log from the id that a caller has to the line of the function's own log", () => {
    const { AccessLogSetting } = theOnly(dev, 'AWS::ApiGateway::Stage').properties;
    expect(JSON.parse(Object(AccessLogSetting).Format)).toMatchObject({
      requestId: '$context.requestId',
      functionRequestId: '$context.integration.requestId',
    });
  });

  it('is traced, throttled as the settings say, buys no metrics of single methods, and never logs a body', () => {
    expect(theOnly(open, 'AWS::ApiGateway::Stage').properties).toMatchObject({
      TracingEnabled: true,
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          ThrottlingRateLimit: 7,
          ThrottlingBurstLimit: 9,
          DataTraceEnabled: false,
          LoggingLevel: 'ERROR',
          MetricsEnabled: false,
        },
      ],
    });
  });

  it("refuses in AWS's own shape, with the id that the logs have", () => {
    const bodies = resourcesOf(dev, 'AWS::ApiGateway::GatewayResponse').map(({ properties }) => [
      properties['ResponseType'],
      Object(properties['ResponseTemplates'])['application/json'],
    ]);
    expect(Object.fromEntries(bodies)).toEqual({
      ACCESS_DENIED: '{"Message":$context.error.messageString,"requestId":"$context.requestId"}',
      DEFAULT_4XX: '{"message":$context.error.messageString,"requestId":"$context.requestId"}',
      DEFAULT_5XX: '{"message":$context.error.messageString,"requestId":"$context.requestId"}',
    });
  });

  it('answers no preflight unless an origin is set, and then for that origin only', () => {
    expect(methodsOf().filter((method) => method.startsWith('OPTIONS'))).toEqual([]);
    const preflights = resourcesOf(open, 'AWS::ApiGateway::Method').filter(
      ({ properties }) => properties['HttpMethod'] === 'OPTIONS',
    );
    expect(preflights.length).toBeGreaterThan(0);
    const functions = resourcesOf(open, 'AWS::Lambda::Function').filter(
      ({ properties }) => Object(properties['Environment']).Variables.CORS_ORIGIN === origin,
    );
    expect(functions).toHaveLength(2);
    for (const { properties } of preflights) {
      expect(properties['AuthorizationType']).toBe('NONE');
      expect(properties['Integration']).toMatchObject({
        Type: 'MOCK',
        IntegrationResponses: [
          {
            ResponseParameters: {
              'method.response.header.Access-Control-Allow-Origin': `'${origin}'`,
              'method.response.header.Access-Control-Allow-Headers': expect.stringContaining('Idempotency-Key'),
            },
          },
        ],
      });
    }
    for (const { properties } of resourcesOf(open, 'AWS::ApiGateway::GatewayResponse')) {
      expect(properties['ResponseParameters']).toMatchObject({
        'gatewayresponse.header.Access-Control-Allow-Origin': `'${origin}'`,
      });
    }
  });
});

describe('the GraphQL API', () => {
  const api = theOnly(dev, 'AWS::AppSync::GraphQLApi').properties;

  it('takes signed requests and no other', () => {
    expect(api['AuthenticationType']).toBe('AWS_IAM');
    expect(api).not.toHaveProperty('AdditionalAuthenticationProviders');
    expect(resourcesOf(dev, 'AWS::AppSync::ApiKey')).toEqual([]);
  });

  it('gets the schema as it is, and nothing that AppSync declares itself', () => {
    expect(theOnly(dev, 'AWS::AppSync::GraphQLSchema').properties['Definition']).toBe(schema);
    expect(schema).not.toMatch(/scalar AWS|directive @/);
  });

  it('has the one resolver on each top-level field, and another one on that of the event bus', () => {
    const resolvers = resourcesOf(dev, 'AWS::AppSync::Resolver').map(({ properties }) => properties);
    const fields = topLevelFields(schema).filter(({ parentType }) => parentType !== 'Subscription');
    expect(resolvers.map(({ TypeName, FieldName }) => `${String(TypeName)}.${String(FieldName)}`).sort()).toEqual(
      fields.map(({ parentType, name }) => `${parentType}.${name}`).sort(),
    );
    expect(resolvers).toHaveLength(6);
    for (const properties of resolvers) {
      const isBus = properties['FieldName'] === publishField;
      expect(properties).toMatchObject({
        Code: isBus ? publishResolver : resolver,
        DataSourceName: isBus ? 'None' : 'Source',
        Kind: 'UNIT',
        Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      });
    }
  });

  it('lets each subscription hear a mutation that there is', () => {
    const heard = [...schema.matchAll(/@aws_subscribe\(mutations: \["(\w+)"\]\)/g)].map(([, name]) => name);
    expect(heard).toHaveLength(topLevelFields(schema).filter(({ parentType }) => parentType === 'Subscription').length);
    for (const name of heard) expect(topLevelFields(schema)).toContainEqual({ parentType: 'Mutation', name });
  });

  it('logs errors without what requests say, and is traced', () => {
    expect(api).toMatchObject({
      XrayEnabled: true,
      LogConfig: { ExcludeVerboseContent: true, FieldLogLevel: 'ERROR' },
    });
  });

  it('bounds depth and resolvers, and hides its schema in prod', () => {
    expect(api).toMatchObject({ IntrospectionConfig: 'ENABLED', QueryDepthLimit: 20, ResolverCountLimit: 25 });
    expect(theOnly(prod, 'AWS::AppSync::GraphQLApi').properties).toMatchObject({
      IntrospectionConfig: 'DISABLED',
      QueryDepthLimit: 5,
      ResolverCountLimit: 25,
    });
  });
});

describe("the callers' policies", () => {
  const fields = topLevelFields(schema);
  const permissions = [
    ...routes.map((route) => ({ ...routePermission(route), write: route.access !== 'read' })),
    ...fields
      .filter(({ name }) => name !== publishField)
      .map(({ parentType, name }) => ({ ...fieldPermission(parentType, name), write: parentType === 'Mutation' })),
  ];
  const texts = (of: readonly { readonly action: string; readonly resource: string }[]): string[] =>
    of.map(({ action, resource }) => `${action} ${resource}`).sort();

  it('let a reader read at both doors, and nothing else', () => {
    expect(allowedBy('ProductsReader')).toEqual(texts(permissions.filter(({ write }) => !write)));
    expect(allowedBy('ProductsReader')).toHaveLength(5);
  });

  it('let a writer do everything at both doors, but tell subscribers', () => {
    expect(allowedBy('ProductsWriter')).toEqual(texts(permissions));
    expect(allowedBy('ProductsWriter').join()).not.toContain(publishField);
  });

  it('follow the list of routes, as the methods do', () => {
    const added: Route = { method: 'PATCH', resource: '/products/{id}/price', operation: 'setPrice', access: 'write' };
    const more = synthesise({}, { routes: [...routes, added] });
    expect(methodsOf(more)).toContain('PATCH /products/{id}/price');
    expect(allowedBy('ProductsWriter', more)).toContain('execute-api:Invoke PATCH/products/*/price');
    expect(allowedBy('ProductsReader', more)).toEqual(allowedBy('ProductsReader'));

    const at = { region: 'r', accountId: 'a', restApiId: 'rest', stage: 'v1', graphqlApiId: 'graphql' };
    const price = 'arn:aws:execute-api:r:a:rest/v1/PATCH/products/1/price';
    const onTheLaptop = (held: Access) =>
      decide({ policy: policyFor(held, at, { routes: [...routes, added], fields: [] }) }, 'execute-api:Invoke', price);
    expect([onTheLaptop('read'), onTheLaptop('write')]).toEqual(['noStatement', 'allowed']);
  });

  it.each([
    ['ProductsReader', 'read'],
    ['ProductsWriter', 'write'],
  ] as const)('give %s on AWS what it has on the laptop', (name, access) => {
    const at = { region: '', accountId: '', restApiId: '', stage: 'v1', graphqlApiId: '' };
    const onTheLaptop = policyFor(access, at, { routes, fields: localFields(readSchema('.')) });
    expect(allowedBy(name)).toEqual(
      texts(
        onTheLaptop.map(({ action, resource }) => ({ action, resource: resource.replace(/^.*?(\/v1|apis\/)\//, '') })),
      ),
    );
  });

  it('follow the schema, as the resolvers do', () => {
    const more = synthesise({}, { schema: schema.replace('type Query {', 'type Query {\n  countProducts: Int') });
    expect(resourcesOf(more, 'AWS::AppSync::Resolver')).toHaveLength(7);
    expect(allowedBy('ProductsReader', more)).toContain('appsync:GraphQL types/Query/fields/countProducts');
  });
});

describe('the deployed schema', () => {
  it('lets each mode see every type as soon as there are two', () => {
    const text = deployedSchema(schema, ['aws_iam', 'aws_lambda']);
    expect(parse(text).definitions.filter(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION)).toHaveLength(6);
    for (const type of ['Query', 'Mutation', 'Subscription', 'Product', 'ProductConnection', 'ProductEvent']) {
      expect(text).toContain(`type ${type} @aws_iam @aws_lambda {`);
    }
    // What a field says of itself comes before what its type says.
    expect(text).toContain(`${publishField}(event: ProductEventInput!): ProductEvent @aws_iam\n`);
    expect(text).not.toContain('input CreateProductInput @');
  });

  it.each([
    ['a directive definition', 'directive @mine on OBJECT'],
    ['a scalar of its own', 'scalar Price'],
    ['an extension of a type', 'extend type Query { more: Int }'],
    ['an interface that implements another', 'interface A { id: ID! } interface B implements A { id: ID! }'],
    ['a description of an enum value', 'enum Colour { "red" RED }'],
  ])('is refused with %s', (what, text) => {
    expect(() => deployedSchema(`${schema}\n${text}`, ['aws_iam'])).toThrow(`schema.graphql has ${what}`);
  });
});
