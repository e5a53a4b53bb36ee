import { describeHistory } from '../../support/history/describe-history.ts';

describeHistory({ clients: 16, products: 16, operations: 1_000 });
