/** What AppSync refuses before it executes anything: the HTTP status and the one error of the answer. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly errorType: string;

  constructor(status: number, errorType: string, message: string) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

const malformed = (message: string): HttpRefusal => new HttpRefusal(400, 'MalformedHttpRequestException', message);

export const emptyBody = (): HttpRefusal => malformed('Request body is empty.');

export const unparsable = (): HttpRefusal => malformed('Unable to parse GraphQL query.');

export const badRequest = (message: string): HttpRefusal => new HttpRefusal(400, 'BadRequestException', message);

export const unauthorized = (message: string): HttpRefusal => new HttpRefusal(401, 'UnauthorizedException', message);
