/** What the gateway must know of a route; any list of them will do. */
export interface GatewayRoute {
  readonly method: string;
  /** Path parameters in braces: `/products/{id}`. */
  readonly resource: string;
}

export interface Match {
  readonly resource: string;
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
  const resources = [...new Set(routes.map(({ resource }) => resource))].sort();
  const served = new Set(routes.map(({ method, resource }) => `${method} ${resource}`));
  return (method, path) => {
    for (const resource of resources) {
      const parameters = parametersOf(resource.split('/'), path.replace(/(.)\/$/, '$1').split('/'));
      if (parameters === undefined) continue;
      if (!served.has(`${method} ${resource}`)) return undefined;
      return { resource, pathParameters: Object.keys(parameters).length === 0 ? null : parameters };
    }
    return undefined;
  };
};

const parametersOf = (
  template: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  if (template.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined ? segment !== part : segment === '') return undefined;
    if (name !== undefined) parameters.push([name, segment]);
  }
  return Object.fromEntries(parameters);
};
