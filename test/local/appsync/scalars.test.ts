import { invokeOf, startApi } from './harness.ts';

interface Examples {
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
  /** How the service calls it in its refusals. */
  readonly called: string;
}

const examples: Record<string, Examples> = {
  AWSDate: {
    valid: ['1970-01-01', '1970-01-01Z', '1970-01-01-07:00', '1970-01-01+05:30:15', '2024-02-29'],
    invalid: [
      '2019-12-24T04:15:57.798Z',
      '2023-02-29',
      '2023-13-01',
      '2023-00-10',
      '2023-01-00',
      '1970-1-1',
      '',
      5,
      '1970-01-01X',
    ],
    called: 'a valid date',
  },
  AWSTime: {
    valid: ['12:30', '12:30Z', '12:30:24', '12:30:24.500', '12:30:24.123456789-07:00', '23:59:59+05:30:10'],
    invalid: ['24:00', '12:60', '1:30', '12:30:', '12:30.5', '12:30:24.', '12:30:24.1234567890', '12:30 Z', true],
    called: 'a valid time',
  },
  AWSDateTime: {
    valid: [
      '1970-01-01T12:30:00.000Z',
      '1970-01-01T12:30Z',
      '1970-01-01T12:30:00+05:30',
      '1970-01-01T12:30:00.1-07:00:00',
    ],
    invalid: [
      '2019',
      '1970-01-01',
      '1970-01-01T12:30:00',
      '1970-01-01 12:30:00Z',
      '1970-01-01T12:30:00+0530',
      '1970-02-30T12:30Z',
      0,
    ],
    called: 'a valid DateTime Object',
  },
  AWSTimestamp: { valid: [0, -5, 1_700_000_000], invalid: [1.5, 'x', true], called: 'a valid timestamp' },
  AWSEmail: {
    valid: ['username@example.com', 'a.b+c@x-y.example.com'],
    invalid: ['username', '@example.com', 'a@b', 'a@b@example.com', 'a b@example.com', 'a@example..com', 1],
    called: 'a valid email address',
  },
  AWSPhone: {
    valid: ['206-555-0100', '2065550100', '+1 206 555 0100', '+49 30 901820', '+442079460000'],
    invalid: ['1110004444', '6781982162', '(678) 298-2162', '123', '+1 111 000 4444', '+0123456789', 'x', 2065550100],
    called: 'a valid phone number',
  },
  AWSURL: {
    valid: ['https://www.amazon.com/dp/B000NZW3KC/', 'mailto:example@example.com', 'http://[::1]:8080/a?b=//c'],
    invalid: ['www.amazon.com', '/path', 'https://example.com/a//b', 'https://', 7],
    called: 'a valid URL',
  },
  AWSIPAddress: {
    valid: ['123.12.34.56', '1a2b:3c4b::1234:4567', '123.45.6.7/16', '::1/128'],
    invalid: ['256.1.1.1', '1.2.3', '1.2.3.4/33', '::1/129', '1.2.3.4/x', '1.2.3.4/8/8', 1],
    called: 'a valid IP address',
  },
};

const cases = (kind: 'valid' | 'invalid'): [string, unknown, string][] =>
  Object.entries(examples).flatMap(([type, example]) =>
    example[kind].map((value): [string, unknown, string] => [type, value, example.called]),
  );

const shown = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** An API with one field that takes and gives a scalar. */
const start = (type: string, result: unknown = null) => {
  const received: unknown[] = [];
  const invoke = invokeOf(async (event: { arguments: { value?: unknown } }) => {
    received.push(event.arguments.value);
    return { data: result };
  });
  return {
    received,
    api: startApi(`type Query { get(value: ${type}): ${type} list: [${type}] needed: ${type}! }`, invoke),
  };
};

describe('a value', () => {
  it.each(cases('valid'))('of %s may be %j, as a variable, a literal and an answer', async (type, value) => {
    const { api, received } = start(type, value);
    expect(await api.query(`query ($x: ${type}) { get(value: $x) }`, { x: value })).toMatchObject({
      data: { get: value },
      errors: [],
    });
    expect(await api.query(`{ get(value: ${JSON.stringify(value)}) }`)).toMatchObject({ errors: [] });
    expect(received).toEqual([value, value]);
  });

  it.each(cases('invalid'))('of %s may not be %j', async (type, value, called) => {
    const { api, received } = start(type, value);
    const { errors } = await api.query(`query ($x: ${type}) { get(value: $x) }`, { x: value });
    const message = `Variable 'x' has an invalid value. Unable to parse ${shown(value)} as ${called}.`;
    expect(errors.map((error) => error.message)).toEqual([message]);
    const literal = await api.query(`{ get(value: ${JSON.stringify(value)}) }`);
    expect(literal.errors.map((error) => error.message)).toEqual([
      expect.stringMatching(`is not a valid '${type}' @ 'get'$`),
    ]);
    expect(received).toEqual([]);
    const answered = await api.query('{ get }');
    expect(answered.data).toEqual({ get: null });
    expect(answered.errors).toEqual([
      {
        path: ['get'],
        locations: null,
        message: `Can't serialize value (/get) : Unable to serialize ${shown(value)} as ${called}.`,
      },
    ]);
  });
});

describe('AWSJSON', () => {
  it.each([
    ['{"a":[1,null]}', { a: [1, null] }],
    ['"text"', 'text'],
    ['true', true],
    ['1', 1],
    ['null', null],
  ])('%s reaches the function parsed', async (text, value) => {
    const { api, received } = start('AWSJSON');
    expect((await api.query('query ($x: AWSJSON) { get(value: $x) }', { x: text })).errors).toEqual([]);
    expect((await api.query(`{ get(value: ${JSON.stringify(text)}) }`)).errors).toEqual([]);
    expect(received).toEqual([value, value]);
  });

  it.each([
    ['{a: 1}', '{a: 1}'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j is refused', async (value, told) => {
    const { errors } = await start('AWSJSON').api.query('query ($x: AWSJSON) { get(value: $x) }', { x: value });
    const message = `Variable 'x' has an invalid value. Unable to parse ${told} as valid JSON.`;
    expect(errors.map((error) => error.message)).toEqual([message]);
  });

  it('is refused as a literal that is no string', async () => {
    const { errors } = await start('AWSJSON').api.query('{ get(value: { upvotes: 10 }) }');
    expect(errors.map(({ message }) => message)).toEqual([
      "Validation error of type WrongType: argument 'value' with value 'ObjectValue{objectFields=[ObjectField{name='upvotes', " +
        "value=IntValue{value=10}}]}' is not a valid 'AWSJSON' @ 'get'",
    ]);
  });

  it.each([
    [{ a: 1 }, '{"a":1}'],
    ['{"a":1}', '{"a":1}'],
    [[1], '[1]'],
    ['text', '"text"'],
  ])('%j is a string in the answer', async (value, text) => {
    expect(await start('AWSJSON', value).api.query('{ get }')).toMatchObject({ data: { get: text }, errors: [] });
  });
});
