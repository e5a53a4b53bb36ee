import { describeHistory } from '../../support/history/describe-history.ts';

describeHistory({ clients: 16, products: 32, operations: 1_000 });
