import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { CfnGlobalTable, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { productTable } from '../src/adapters/secondary/dynamodb/table.ts';
import { useOfKey } from './encryption.ts';
import { regionOfArn } from './region-of-arn.ts';
import type { Settings } from './settings.ts';

const { partitionKey, catalogueIndex, expiryAttribute } = productTable;

/**
 * The one table, with the keys and the index that the adapter names. A resource of the lowest level, since `TableV2`
 * takes a key of one's own only in a stack that is bound to a region.
 */
export class ProductTable extends Construct {
  readonly table: ITable;
  readonly #key: Key;

  constructor(scope: Construct, id: string, key: Key, settings: Settings) {
    super(scope, id);
    this.#key = key;
    const resource = new CfnGlobalTable(this, 'Resource', {
      attributeDefinitions: [partitionKey, catalogueIndex.partitionKey, catalogueIndex.sortKey].map(
        (attributeName) => ({
          attributeName,
          attributeType: 'S',
        }),
      ),
      keySchema: keySchema(partitionKey),
      globalSecondaryIndexes: [
        {
          indexName: catalogueIndex.name,
          keySchema: keySchema(catalogueIndex.partitionKey, catalogueIndex.sortKey),
          projection: { projectionType: 'ALL' },
        },
      ],
      billingMode: 'PAY_PER_REQUEST',
      sseSpecification: { sseEnabled: true, sseType: 'KMS' },
      streamSpecification: { streamViewType: 'NEW_AND_OLD_IMAGES' },
      timeToLiveSpecification: { enabled: true, attributeName: expiryAttribute },
      replicas: replicas(key, settings),
    });
    // Kept even when its creation is rolled back: protected as it is, it could not be deleted, and the rollback would fail.
    resource.applyRemovalPolicy(settings.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.table = Table.fromTableAttributes(this, 'Table', {
      tableName: resource.ref,
      tableStreamArn: resource.attrStreamArn,
    });
  }

  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream.');
    return tableStreamArn;
  }

  /** What Lambda needs to read the stream in a function's name. */
  streamAccess(): PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [this.streamArn],
      }),
      // It takes no narrower resource.
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
      useOfKey(this.#key, 'dynamodb'),
    ];
  }

  /** What the adapter calls, and nothing else: `test/infra/stack/permissions.ts` compares it with a recording. */
  access(): PolicyStatement[] {
    const { tableArn } = this.table;
    return [
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
        resources: [tableArn],
      }),
      new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${tableArn}/index/${catalogueIndex.name}`] }),
      useOfKey(this.#key, 'dynamodb'),
    ];
  }
}

const keySchema = (partition: string, sort?: string): CfnGlobalTable.KeySchemaProperty[] => [
  { attributeName: partition, keyType: 'HASH' },
  ...(sort === undefined ? [] : [{ attributeName: sort, keyType: 'RANGE' }]),
];

/** The table in the stack's own region, and in that of each further key. */
const replicas = (key: Key, { production, replicaKeyArns }: Settings): CfnGlobalTable.ReplicaSpecificationProperty[] =>
  [
    { region: Aws.REGION, kmsMasterKeyId: key.keyArn },
    ...replicaKeyArns.map((arn) => ({ region: regionOfArn(arn), kmsMasterKeyId: arn })),
  ].map(({ region, kmsMasterKeyId }) => ({
    region,
    sseSpecification: { kmsMasterKeyId },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtectionEnabled: production,
  }));
