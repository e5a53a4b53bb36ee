import { fastestEngine, type TestStore } from '../support/engines.ts';
import { startLocalRest } from '../support/ways-in/local-rest.ts';
import { describeScenarios } from './describe-scenarios.ts';

let store: TestStore;
beforeAll(async () => {
  store = await fastestEngine();
});
afterAll(() => store.close());

describeScenarios('the local REST API', () => startLocalRest(store));
