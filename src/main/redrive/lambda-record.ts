import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';

/** A stream record as Lambda hands it to a function: its time is a number of seconds. */
export interface LambdaRecord extends Omit<StreamRecord, 'dynamodb'> {
  readonly dynamodb: Omit<NonNullable<StreamRecord['dynamodb']>, 'ApproximateCreationDateTime'> & {
    readonly ApproximateCreationDateTime: number;
    readonly SequenceNumber: string;
  };
}

/** A record as the streams' own API gives it, for a function. */
export const lambdaRecord = ({ dynamodb = {}, ...record }: StreamRecord): LambdaRecord => ({
  ...record,
  dynamodb: {
    ...dynamodb,
    ApproximateCreationDateTime: (dynamodb.ApproximateCreationDateTime?.getTime() ?? 0) / 1000,
    SequenceNumber: dynamodb.SequenceNumber ?? '',
  },
});
