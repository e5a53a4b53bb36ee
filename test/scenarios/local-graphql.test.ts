import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startLocalGraphql } from '../support/ways-in/local-graphql.ts';
import { describeScenarios } from './describe-scenarios.ts';

let store: TestStore;
beforeAll(async () => {
  store = await fastestEngine();
});
afterAll(() => store.close());

describeScenarios('the local GraphQL API', () => startLocalGraphql(store));
