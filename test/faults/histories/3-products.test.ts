import { describeHistory } from '../../support/history/describe-history.ts';

describeHistory({ clients: 16, products: 3, operations: 1_000 });
