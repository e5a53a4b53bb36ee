import { readStreamEnvironment } from '../../src/main/stream-environment.ts';

describe('the environment of the stream function', () => {
  it('is read from the variables that the stack sets', () => {
    const url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/letters';
    expect(readStreamEnvironment({ EVENT_BUS_NAME: 'products', DEAD_LETTER_QUEUE_URL: url })).toEqual({
      eventBusName: 'products',
      deadLetterQueueUrl: url,
    });
  });

  it('is refused with all that is wrong with it', () => {
    expect(() => readStreamEnvironment({ DEAD_LETTER_QUEUE_URL: 'letters' })).toThrow(
      "Bad environment: EVENT_BUS_NAME must be the name of an EventBridge bus, not ''; " +
        "DEAD_LETTER_QUEUE_URL must be the URL of an SQS queue, not 'letters'.",
    );
  });
});
