import { describeDynamoDbOn } from '../../../contracts/dynamodb.ts';

describeDynamoDbOn('dynalite', [2]);
