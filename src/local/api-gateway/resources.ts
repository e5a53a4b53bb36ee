import { stableId } from './ids.ts';

/** What the gateway must know of a route; any list of them will do. */
export interface GatewayRoute {
  readonly method: string;
  /** Path parameters in braces: `/products/{id}`. */
  readonly resource: string;
}

export interface Match {
  readonly resource: string;
  readonly resourceId: string;
  /** Still percent-encoded, as REST APIs hand them over; null when the resource has none. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

export type MatchResource = (method: string, path: string) => Match | undefined;

/**
 * Finds the resource of a path, which is without its stage and still percent-encoded, and whether it has the method.
 * Letters and encodings must be those of the resource, one slash at the end is ignored. As on AWS a fixed segment is
 * preferred to a parameter before the method is looked at, and GET brings no HEAD with it.
 */
export const createResources = (routes: readonly GatewayRoute[]): MatchResource => {
  const greedy = routes.find(({ resource }) => resource.includes('+}'));
  if (greedy !== undefined) {
    throw new Error(`The local gateway serves no greedy path parameters: name the segments of '${greedy.resource}'.`);
  }
  // A brace sorts after every letter that a segment may have, so that fixed segments come first.
  const resources = [...new Set(routes.map(({ resource }) => resource))].sort().map(readResource);
  const served = new Set(routes.map(({ method, resource }) => `${method} ${resource}`));
  return (method, path) => {
    const segments = (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).split('/');
    const found = resources.find(({ parts }) => fits(parts, segments));
    if (found === undefined || !served.has(`${method} ${found.resource}`)) return undefined;
    const { resource, resourceId, parts } = found;
    return { resource, resourceId, pathParameters: parametersOf(parts, segments) };
  };
};

interface Part {
  readonly text: string;
  /** The name of the parameter, null when the segment is fixed. */
  readonly parameter: string | null;
}

const readResource = (resource: string) => ({
  resource,
  resourceId: stableId(resource),
  parts: resource.split('/').map((text): Part => ({ text, parameter: /^\{(.+)\}$/.exec(text)?.[1] ?? null })),
});

const fits = (parts: readonly Part[], segments: readonly string[]): boolean =>
  parts.length === segments.length &&
  parts.every(({ text, parameter }, index) => (parameter === null ? segments[index] === text : segments[index] !== ''));

const parametersOf = (parts: readonly Part[], segments: readonly string[]): Match['pathParameters'] => {
  let parameters: Record<string, string> | null = null;
  for (const [index, { parameter }] of parts.entries()) {
    if (parameter === null) continue;
    parameters ??= {};
    parameters[parameter] = segments[index] ?? '';
  }
  return parameters;
};
