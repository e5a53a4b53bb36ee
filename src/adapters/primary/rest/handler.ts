import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Application } from '../../../application/application.ts';
import type { Handled } from '../handled.ts';
import { failureOf, problemResponse } from './errors.ts';
import { principalOf } from './principal.ts';
import {
  createProductRequest,
  deleteProductRequest,
  getProductRequest,
  listProductsRequest,
  updateProductRequest,
} from './requests.ts';
import { createdResponse, deletedResponse, pageResponse, productResponse, readResponse } from './responses.ts';
import { routes } from './routes.ts';

type Operation = (typeof routes)[number]['operation'];
type Answer = (event: APIGatewayProxyEvent, caller: string) => Promise<APIGatewayProxyResult>;

/** The REST door: API Gateway's proxy events in, its proxy results out. Never throws. */
export const createRestHandler = (
  application: Application,
): ((event: APIGatewayProxyEvent) => Promise<Handled<APIGatewayProxyResult>>) => {
  const answers: Record<Operation, Answer> = {
    listProducts: async (event) => pageResponse(await application.listProducts(listProductsRequest(event))),
    createProduct: async (event, caller) =>
      createdResponse(await application.createProduct(createProductRequest(event, caller)), event),
    getProduct: async (event) => readResponse(await application.getProduct(getProductRequest(event)), event),
    updateProduct: async (event) => productResponse(await application.updateProduct(updateProductRequest(event))),
    deleteProduct: async (event) => {
      await application.deleteProduct(deleteProductRequest(event));
      return deletedResponse();
    },
  };

  return async (event) => {
    const key = `${event.httpMethod} ${event.resource}`;
    const known = operations.get(key);
    const operation = known ?? key;
    const principal = principalOf(event.requestContext);
    try {
      // API Gateway only sends what routes.ts lists, so anything else is a fault of the deployment.
      if (known === undefined) throw new Error(`The API has a route that the handler does not know: ${key}.`);
      return { operation, principal, code: 'OK', response: await answers[known](event, principal) };
    } catch (thrown) {
      const failure = failureOf(thrown);
      const { code, cause } = failure;
      return { operation, principal, code, cause, response: problemResponse(failure, event) };
    }
  };
};

const operations: ReadonlyMap<string, Operation> = new Map(
  routes.map(({ method, resource, operation }) => [`${method} ${resource}`, operation]),
);
