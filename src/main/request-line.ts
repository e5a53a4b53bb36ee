import type { Handled } from '../adapters/primary/handled.ts';
import type { LogLine } from './log.ts';

interface Observed {
  readonly functionName: string;
  readonly handled: Handled<unknown>;
  readonly requestId: string;
  readonly durationMs: number;
  readonly coldStart: boolean;
}

/** What the log says of one request. */
export const requestLine = ({ functionName, handled, requestId, durationMs, coldStart }: Observed): LogLine => {
  const { operation, principal, code, cause } = handled;
  const isFault = code === 'INTERNAL' || code === 'SERVICE_UNAVAILABLE';
  return {
    level: isFault ? 'ERROR' : 'INFO',
    functionName,
    operation,
    code,
    principal,
    requestId,
    durationMs: Math.round(durationMs * 100) / 100,
    coldStart,
    faults: isFault ? 1 : 0,
    cause: isFault ? described(cause) : undefined,
  };
};

/** Name, message and stack only: errors of the SDK also carry requests and items. */
const described = (cause: unknown): unknown =>
  cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : String(cause);
