import { describeDynamoDbOn } from '../../../contracts/dynamodb.ts';

/* Any other DynamoDB: AWS's own DynamoDB Local in CI, or a real account's. */
describeDynamoDbOn('AWS_ENDPOINT_URL_DYNAMODB', [1, 3]);
