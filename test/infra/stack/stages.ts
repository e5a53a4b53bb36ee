import { leftBehind } from '../../../infra/left-behind.ts';
import { readSettings } from '../../../infra/settings.ts';
import { flat, resourcesOf, statementsOf, type Synthesis, synthesise, theOnly } from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod' });
const hardened = synthesise({ stage: 'prod', hardened: 'true' });
const pool = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc';
const authorizer = 'arn:aws:lambda:eu-west-1:111122223333:function:authorizer';
const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/0000';
const domains = {
  restDomainName: 'api.example.com',
  restCertificateArn: certificate,
  graphqlDomainName: 'graphql.example.com',
  graphqlCertificateArn: certificate,
};

/** Whatever a template names itself, and would clash with the same name in another stack of the account. */
const namesIn = (synthesis: Synthesis): string[] =>
  resourcesOf(synthesis)
    .filter(({ type }) => !namedWithinStack.has(type))
    .flatMap(({ type, properties }) =>
      Object.entries(properties)
        .filter(([property, value]) => property.endsWith('Name') && isOwn(value))
        .map(([property, value]) => `${type} ${property} ${flat(value)}`),
    );

/** References to other resources and names with the id of one are not: those are AWS's choice. */
const isOwn = (name: unknown): boolean => typeof name === 'string' || flat(name).includes('AWS::StackId');

// Their names are known within the function or the API that they belong to.
const namedWithinStack = new Set([
  'AWS::Lambda::Alias',
  'AWS::Lambda::Permission',
  'AWS::ApiGateway::Stage',
  'AWS::AppSync::DataSource',
  'AWS::AppSync::Resolver',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::CloudWatch::Alarm',
]);

describe('stages side by side', () => {
  it.each<[string, Record<string, unknown>]>([
    ['plain', {}],
    ['production', { production: 'true', alarmEmail: 'ops@example.com', userPoolArn: pool }],
    ['hardened', { hardened: 'true', production: 'true', allowedNetworks: '10.0.0.0/8' }],
  ])('of kind %s share no name: each has that of its stage in it', (_, settings) => {
    const names = namesIn(synthesise({ ...settings, stage: 'blue' }));
    expect(names.length).toBeGreaterThanOrEqual(3);
    expect(names.filter((name) => !name.includes('blue'))).toEqual([]);
  });

  it('are stacks of their own, tagged with their names', () => {
    expect([dev, prod].map(({ stack }) => stack.stackName)).toEqual(['ProductCatalogue-dev', 'ProductCatalogue-prod']);
    expect(theOnly(prod, 'AWS::KMS::Key').properties['Tags']).toContainEqual({ Key: 'stage', Value: 'prod' });
  });

  it.each([
    ['dev', dev],
    ['hardened', hardened],
  ])('are bound to no region, partition or account: %s', (_, { template }) => {
    const text = JSON.stringify(template.toJSON());
    expect(text).not.toMatch(/arn:aws[:-]/);
    expect(text).not.toMatch(/(?:us|eu|ap)-(?:north|south|east|west|central)[a-z]*-\d/);
  });
});

describe('a stage', () => {
  it.each([
    ['dev', dev],
    ['prod', prod],
    ['hardened', hardened],
  ])('has no public end but the two doors: %s', (_, synthesis) => {
    theOnly(synthesis, 'AWS::ApiGateway::RestApi');
    theOnly(synthesis, 'AWS::AppSync::GraphQLApi');
    const others =
      /Lambda::Url|InternetGateway|NatGateway|EC2::EIP|EC2::Instance|LoadBalancer|CloudFront|S3::Bucket|ApiGatewayV2/;
    expect(resourcesOf(synthesis).filter(({ type }) => others.test(type))).toEqual([]);
  });

  it('that is to be thrown away leaves only what other APIs of the account log with', () => {
    expect(retainedBy(dev)).toEqual(['AWS::ApiGateway::Account', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
    expect(retainedBy(synthesise({ apiGatewayAccount: 'false' }))).toEqual([]);
    expect(dev.stack.terminationProtection).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['dev', {}],
    ['prod', { stage: 'prod' }],
    ['prod without backups', { stage: 'prod', backups: 'false', apiGatewayAccount: 'false' }],
  ])('is told apart from what it leaves behind, when it is destroyed: %s', (_, settings) => {
    const said = leftBehind(readSettings(settings)).map(({ type }) => type);
    expect(said.sort()).toEqual(retainedBy(synthesise(settings)));
  });

  it('in production cannot be destroyed by accident', () => {
    expect(prod.stack.terminationProtection).toBe(true);
  });

  it('in production shifts traffic to a new version by tenths, and back on an alarm of its door', () => {
    const groups = resourcesOf(prod, 'AWS::CodeDeploy::DeploymentGroup');
    expect(groups).toHaveLength(2);
    for (const { id, properties } of groups) {
      expect(properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        AlarmConfiguration: { Enabled: true },
        AutoRollbackConfiguration: { Enabled: true, Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']) },
      });
      const door = id.startsWith('Rest') ? 'AlarmsRest' : 'AlarmsGraphql';
      expect(JSON.stringify(properties['AlarmConfiguration'])).toContain(`${door}FunctionErrors`);
    }
    expect(resourcesOf(dev, 'AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
  });
});

/** Versions of a function are retained while it lives, to go back to, and go with it. */
const retainedBy = (synthesis: Synthesis): string[] => {
  const types = resourcesOf(synthesis)
    .filter(({ type, deletionPolicy = '' }) => deletionPolicy.startsWith('Retain') && type !== 'AWS::Lambda::Version')
    .map(({ type }) => type);
  return [...new Set(types)].sort();
};

describe('a hardened stage', () => {
  it('runs its functions in a network without internet, where they reach DynamoDB, EventBridge and the dead letters alone', () => {
    for (const { properties } of resourcesOf(hardened, 'AWS::Lambda::Function')) {
      expect(properties).toMatchObject({ VpcConfig: { SubnetIds: [expect.anything(), expect.anything()] } });
    }
    const endpoints = resourcesOf(hardened, 'AWS::EC2::VPCEndpoint').map(({ properties }) => properties);
    const gateways = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');
    expect(JSON.stringify(gateways)).toContain('.dynamodb');
    expect(gateways).toHaveLength(1);
    const exits = endpoints.filter((endpoint) => /\.(events|sqs)"/.test(JSON.stringify(endpoint)));
    expect(exits).toHaveLength(2);
    for (const { properties } of resourcesOf(hardened, 'AWS::EC2::Route'))
      expect(properties).not.toHaveProperty('GatewayId');
    theOnly(hardened, 'AWS::EC2::FlowLog');
  });

  it('opens its doors within that network only', () => {
    expect(theOnly(hardened, 'AWS::ApiGateway::RestApi').properties).toMatchObject({
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: [expect.anything()] },
    });
    expect(theOnly(hardened, 'AWS::AppSync::GraphQLApi').properties['Visibility']).toBe('PRIVATE');
    const entrances = resourcesOf(hardened, 'AWS::EC2::VPCEndpoint').map(({ properties }) =>
      JSON.stringify(properties),
    );
    expect(entrances.filter((text) => /execute-api|appsync-api/.test(text))).toHaveLength(2);
  });

  it('lets principals of the account through its entrance, and nobody through another', () => {
    const { Policy } = theOnly(hardened, 'AWS::ApiGateway::RestApi').properties;
    expect(Policy).toMatchObject({
      Statement: [
        { Effect: 'Allow', Principal: { AWS: { 'Fn::Join': expect.anything() } } },
        { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': expect.anything() } } },
      ],
    });
  });

  it("lets anybody through that entrance ask whether a page may call, once an origin's pages may", () => {
    const open = synthesise({ stage: 'prod', hardened: 'true', corsOrigin: 'https://shop.example.com' });
    const { Policy } = theOnly(open, 'AWS::ApiGateway::RestApi').properties;
    const { StageName } = theOnly(open, 'AWS::ApiGateway::Stage').properties;
    const [account, denied] = statementsOf(theOnly(hardened, 'AWS::ApiGateway::RestApi').properties['Policy']);
    expect(statementsOf(Policy)).toEqual([
      account,
      {
        effect: 'Allow',
        actions: ['execute-api:Invoke'],
        // The stage by its name: a wildcard would take in what comes before an id of `OPTIONS` too.
        resources: [`execute-api:/${String(StageName)}/OPTIONS/*`],
        principal: { AWS: '*' },
        condition: undefined,
      },
      denied,
    ]);
    expect(denied).toMatchObject({ effect: 'Deny', principal: { AWS: '*' } });
  });

  it('has no API visible to AppSync alone where none was asked for, since that would replace it', () => {
    expect(theOnly(dev, 'AWS::AppSync::GraphQLApi').properties).not.toHaveProperty('Visibility');
    expect(theOnly(dev, 'AWS::ApiGateway::RestApi').properties['EndpointConfiguration']).toEqual({
      Types: ['REGIONAL'],
    });
  });
});

describe('another authorizer', () => {
  it('of a user pool opens both doors to its tokens', () => {
    const open = synthesise({ userPoolArn: pool });
    for (const { properties } of resourcesOf(open, 'AWS::ApiGateway::Method')) {
      expect(properties).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: expect.anything() });
    }
    expect(theOnly(open, 'AWS::ApiGateway::Authorizer').properties['ProviderARNs']).toEqual([pool]);
    expect(theOnly(open, 'AWS::AppSync::GraphQLApi').properties).toMatchObject({
      AuthenticationType: 'AWS_IAM',
      AdditionalAuthenticationProviders: [
        { AuthenticationType: 'AMAZON_COGNITO_USER_POOLS', UserPoolConfig: { UserPoolId: 'eu-west-1_abc' } },
      ],
    });
    expect(theOnly(open, 'AWS::AppSync::GraphQLSchema').properties['Definition']).toContain(
      'type Product @aws_iam @aws_cognito_user_pools {',
    );
  });

  it('of a function opens both doors to what it says, each time anew', () => {
    const open = synthesise({ authorizerFunctionArn: authorizer });
    for (const { properties } of resourcesOf(open, 'AWS::ApiGateway::Method')) {
      expect(properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: expect.anything() });
    }
    expect(theOnly(open, 'AWS::ApiGateway::Authorizer').properties['AuthorizerResultTtlInSeconds']).toBe(0);
    expect(theOnly(open, 'AWS::AppSync::GraphQLApi').properties).toMatchObject({
      AdditionalAuthenticationProviders: [
        { AuthenticationType: 'AWS_LAMBDA', LambdaAuthorizerConfig: { AuthorizerUri: authorizer } },
      ],
    });
    const callers = resourcesOf(open, 'AWS::Lambda::Permission')
      .filter(({ properties }) => properties['FunctionName'] === authorizer)
      .map(({ properties }) => properties['Principal']);
    expect(callers.map(String).sort()).toEqual(['apigateway.amazonaws.com', 'appsync.amazonaws.com']);
  });
});

describe('names of its own', () => {
  const named = synthesise(domains);

  it('lead to both doors, and close the one that AWS gives the REST API', () => {
    expect(theOnly(named, 'AWS::ApiGateway::DomainName').properties).toMatchObject({
      DomainName: 'api.example.com',
      RegionalCertificateArn: certificate,
      SecurityPolicy: 'TLS_1_2',
    });
    theOnly(named, 'AWS::ApiGateway::BasePathMapping');
    expect(theOnly(named, 'AWS::ApiGateway::RestApi').properties['DisableExecuteApiEndpoint']).toBe(true);
    expect(theOnly(named, 'AWS::AppSync::DomainName').properties).toMatchObject({ DomainName: 'graphql.example.com' });
    theOnly(named, 'AWS::AppSync::DomainNameApiAssociation');
  });

  it('are what the outputs say, with the targets for DNS', () => {
    const outputs = named.template.findOutputs('*');
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['RestDomainTarget', 'GraphqlDomainTarget']));
    expect(outputs['RestUrl']).toMatchObject({ Value: 'https://api.example.com/' });
    expect(outputs['GraphqlUrl']).toMatchObject({ Value: 'https://graphql.example.com/graphql' });
  });
});
