import type { Access } from '../access.ts';

/**
 * The one list of REST routes: the handler dispatches on it, the CDK builds the API and the callers' policies from
 * it, the local gateway serves it. `operation` is the use case of `Application` that answers.
 */
export const routes = [
  { method: 'GET', resource: '/products', operation: 'listProducts', access: 'read' },
  { method: 'POST', resource: '/products', operation: 'createProduct', access: 'write' },
  { method: 'GET', resource: '/products/{id}', operation: 'getProduct', access: 'read' },
  { method: 'PUT', resource: '/products/{id}', operation: 'updateProduct', access: 'write' },
  { method: 'DELETE', resource: '/products/{id}', operation: 'deleteProduct', access: 'write' },
] as const satisfies readonly Route[];

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As API Gateway writes it, with path parameters in braces. */
  readonly resource: string;
  readonly operation: string;
  readonly access: Access;
}
