import { describeDynamoDbOn } from '../../../contracts/dynamodb.ts';

/* Any other DynamoDB, which keeps the tables of this test: AWS's own DynamoDB Local in CI. */
describeDynamoDbOn('AWS_ENDPOINT_URL_DYNAMODB', [1, 3]);
