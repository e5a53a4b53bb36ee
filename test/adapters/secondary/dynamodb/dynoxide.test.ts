import { describeDynamoDbOn } from '../../../contracts/dynamodb.ts';

describeDynamoDbOn('dynoxide', [1, 3]);
