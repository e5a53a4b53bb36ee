import type { Exchange, StoreAnswer } from './exchange.ts';

/**
 * What the adapter makes of a fault. `lost`: it repeats the request. `ours`: it answers at once that the fault is ours.
 * `late`: the answer is still in time. `more`: it asks for the next page.
 */
export type FaultKind = 'lost' | 'ours' | 'late' | 'more';

export interface Fault {
  readonly name: string;
  readonly kind: FaultKind;
  /** Whether the store does what the request says. */
  readonly applied: boolean;
  /** After how many time-outs that happens, when it is not at once. */
  readonly appliedAfter?: number;
  /** Null for a connection that is refused: no proxy can do that, the client is sent to a closed port. */
  readonly play: ((exchange: Exchange) => Promise<void> | void) | null;
}

const error = (status: number, type: string): StoreAnswer => ({
  status,
  body: Buffer.from(
    JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `A fault: ${type}` }),
  ),
});

const refusals = (kind: FaultKind, status: number, types: readonly string[]): Fault[] =>
  types.map((type) => ({
    name: `${status} ${type}`,
    kind,
    applied: false,
    play: ({ reply }) => reply(error(status, type)),
  }));

const head = (length: number): string =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n`;

/** The store's answer, its text changed and its length said wrongly or rightly, and what comes after it. */
const spoilt =
  (
    say: (text: string) => { length: number; text: string },
    after: (exchange: Exchange) => Promise<void> | void = ({ hangUp }) => hangUp(),
  ) =>
  async (exchange: Exchange): Promise<void> => {
    const { length, text } = say(String((await exchange.forward()).body));
    exchange.raw(head(length) + text);
    await after(exchange);
  };

const whole = (text: string): { length: number; text: string } => ({ length: Buffer.byteLength(text), text });
const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));
const html = '<html><body>Bad gateway</body></html>';

const connectionFaults: readonly Fault[] = [
  { name: 'connection refused', kind: 'lost', applied: false, play: null },
  { name: 'reset before the request is applied', kind: 'lost', applied: false, play: ({ reset }) => reset() },
  { name: 'connection closed without an answer', kind: 'lost', applied: false, play: ({ hangUp }) => hangUp() },
  {
    name: 'reset after the request is applied',
    kind: 'lost',
    applied: true,
    play: async ({ forward, reset }) => {
      await forward();
      reset();
    },
  },
  {
    name: 'reset in mid-answer',
    kind: 'lost',
    applied: true,
    play: spoilt(
      (text) => ({ length: Buffer.byteLength(text), text: half(text) }),
      ({ reset }) => reset(),
    ),
  },
];

const timeFaults: readonly Fault[] = [
  { name: 'no answer, not applied', kind: 'lost', applied: false, play: ({ wait }) => wait(Infinity) },
  {
    name: 'no answer, applied',
    kind: 'lost',
    applied: true,
    play: async ({ forward, wait }) => {
      await forward();
      await wait(Infinity);
    },
  },
  {
    name: 'no answer, applied when the client has given up',
    kind: 'lost',
    applied: true,
    appliedAfter: 1.5,
    play: async ({ forward, wait }) => {
      await wait(1.3);
      await forward();
    },
  },
  {
    name: 'answer stops half-way',
    kind: 'lost',
    applied: true,
    play: spoilt(
      (text) => ({ length: Buffer.byteLength(text), text: half(text) }),
      ({ wait }) => wait(Infinity),
    ),
  },
  {
    name: 'answer comes byte by byte',
    kind: 'lost',
    applied: true,
    play: spoilt(
      () => ({ length: 1000, text: '{' }),
      async ({ raw, wait, isOpen }) => {
        for (let byte = 1; byte < 1000 && isOpen(); byte += 1) {
          await wait(0.2);
          raw(' ');
        }
      },
    ),
  },
  {
    name: 'answer after 0.9 of the time-out',
    kind: 'late',
    applied: true,
    play: async ({ forward, wait, reply }) => {
      // Not one after the other, which would be later than it says.
      const [answer] = await Promise.all([forward(), wait(0.9)]);
      reply(answer);
    },
  },
  {
    name: 'answer after 1.1 of the time-out',
    kind: 'lost',
    applied: true,
    play: async ({ forward, wait, reply }) => {
      const answer = await forward();
      await wait(1.1);
      reply(answer);
    },
  },
];

const answerFaults: readonly Fault[] = [
  {
    name: '500 InternalServerError after the request is applied',
    kind: 'lost',
    applied: true,
    play: async ({ forward, reply }) => {
      await forward();
      reply(error(500, 'InternalServerError'));
    },
  },
  {
    name: '502 with HTML',
    kind: 'lost',
    applied: false,
    play: ({ reply }) => reply({ status: 502, body: Buffer.from(html) }),
  },
  {
    name: '403 with HTML',
    kind: 'lost',
    applied: false,
    play: ({ reply }) => reply({ status: 403, body: Buffer.from(html) }),
  },
  { name: '200 with HTML', kind: 'lost', applied: true, play: spoilt(() => whole(html)) },
  { name: '200 with nothing', kind: 'lost', applied: true, play: spoilt(() => whole('')) },
  { name: '200 with an empty list', kind: 'lost', applied: true, play: spoilt(() => whole('[]')) },
  {
    name: '200 with a truncated object',
    kind: 'lost',
    applied: true,
    play: spoilt((text) => whole(text.slice(0, -1))),
  },
  { name: '200 with braces around no JSON', kind: 'lost', applied: true, play: spoilt(() => whole('{"Item":}')) },
  {
    name: 'content-length too long',
    kind: 'lost',
    applied: true,
    play: spoilt(
      (text) => ({ length: Buffer.byteLength(text) + 1, text }),
      ({ wait }) => wait(Infinity),
    ),
  },
  {
    name: 'content-length too short',
    kind: 'lost',
    applied: true,
    play: spoilt((text) => ({ length: Buffer.byteLength(text) - 1, text })),
  },
  {
    name: 'empty page that has more',
    kind: 'more',
    applied: true,
    play: async ({ operation, forward, reply }) => {
      const answer = await forward();
      if (operation !== 'Query') return reply(answer);
      const key = { id: { S: 'ffffffff-ffff-4fff-bfff-ffffffffffff' } };
      const position = { catalogShard: { S: '0' }, catalogPosition: { S: '9999-12-31T23:59:59.999Z#f' } };
      const page = { Items: [], Count: 0, LastEvaluatedKey: { ...key, ...position } };
      reply({ status: 200, body: Buffer.from(JSON.stringify(page)) });
    },
  },
];

const serverErrors = refusals('lost', 500, ['InternalServerError']);
const unavailable = refusals('lost', 503, ['ServiceUnavailable']);
const throttling = refusals('lost', 400, [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TransactionInProgressException',
  'TransactionConflictException',
]);
const faultsOfOurs = refusals('ours', 400, [
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'ValidationException',
]);

/** All that can happen to one request. */
export const faults: readonly Fault[] = [
  ...connectionFaults,
  ...timeFaults,
  ...serverErrors,
  ...unavailable,
  ...answerFaults,
  ...throttling,
  ...faultsOfOurs,
];

export const faultNamed: ReadonlyMap<string, Fault> = new Map(faults.map((fault) => [fault.name, fault]));
