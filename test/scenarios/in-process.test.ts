import { startApplication } from '../support/ways-in/application.ts';
import { startGraphqlHandler } from '../support/ways-in/graphql-handler.ts';
import { startRestHandler } from '../support/ways-in/rest-handler.ts';
import { describeScenarios } from './describe-scenarios.ts';

describeScenarios('the application', startApplication);
describeScenarios('the REST handler', startRestHandler);
describeScenarios('the GraphQL handler', startGraphqlHandler);
