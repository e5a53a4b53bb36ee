import { describeHistory } from '../../support/history/describe-history.ts';

describeHistory({ clients: 16, products: 8, operations: 1_000 });
