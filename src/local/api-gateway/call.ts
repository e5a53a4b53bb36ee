import { headerValues, type RawRequest } from '../raw-request.ts';
import type { Match, MatchResource } from './resources.ts';

/** Where the API is: the parts of its URL and ARNs. */
export interface Api {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
}

/** What a request asks for. */
export interface Call extends Match {
  readonly method: string;
  /** Without the stage, still percent-encoded; several slashes at its begin are one. */
  readonly path: string;
}

/** Which method of which resource a request is for. */
export const callOf = (
  request: RawRequest,
  stage: string,
  match: MatchResource,
): Call | 'unknownStage' | 'unknownRoute' => {
  const { rawPath } = request;
  const stageAt = rawPath.indexOf('/') + 1;
  if (stageAt === 0 || !rawPath.startsWith(stage, stageAt)) return 'unknownStage';
  const rest = rawPath.slice(stageAt + stage.length);
  if (rest !== '' && !rest.startsWith('/')) return 'unknownStage';
  const path = rest.replace(/^\/*/, '/');
  const method = methodOf(request);
  const found = match(method, path);
  if (found === undefined) return 'unknownRoute';
  const { resource, resourceId, pathParameters } = found;
  return { resource, resourceId, pathParameters, method, path };
};

// "Important notes" in the developer guide: this header overrides the method.
const methodOf = (request: RawRequest): string =>
  headerValues(request, 'x-http-method-override').at(-1) ?? request.method;
