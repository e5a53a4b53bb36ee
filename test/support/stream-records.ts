import type { DynamoDBRecord } from 'aws-lambda';
import type { StoredState } from '../../src/domain/events.ts';

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

/** The image of an item, as the adapter of the table writes it. */
export const imageOf = ({ product, deletedAt }: StoredState): Image => ({
  id: { S: product.id },
  name: { S: product.name },
  ...(product.description === null ? {} : { description: { S: product.description } }),
  createDate: { S: product.createDate },
  lastUpdateDate: { S: product.lastUpdateDate },
  version: { N: String(product.version) },
  writeId: { S: 'write' },
  fingerprint: { S: 'fingerprint' },
  ...(deletedAt === null ? {} : { deletedAt: { S: deletedAt }, expiresAt: { N: '1768435200' } }),
});

let sequenceNumber = 0;

/** The stream record of a change, with a sequence number of its own. */
export const recordOf = (before: StoredState | null, after: StoredState | null): DynamoDBRecord =>
  recordWith(before === null ? undefined : imageOf(before), after === null ? undefined : imageOf(after));

export const recordWith = (before: Image | undefined, after: Image | undefined): DynamoDBRecord => {
  sequenceNumber += 1;
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      Keys: { id: after?.['id'] ?? before?.['id'] ?? { S: '' } },
      ApproximateCreationDateTime: Date.UTC(2026, 0, 9) / 1000,
      SequenceNumber: String(sequenceNumber),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      ...(before === undefined ? {} : { OldImage: before }),
      ...(after === undefined ? {} : { NewImage: after }),
    },
  };
};

export const numberOf = (record: DynamoDBRecord | undefined): string => record?.dynamodb?.SequenceNumber ?? '';
