import { createInvocationTime } from '../../src/main/invocation-time.ts';

describe('the time of an invocation', () => {
  it('has no end before the first', () => {
    expect(createInvocationTime().left()).toBe(Infinity);
  });

  it('is what Lambda says, as of the moment of asking, of the invocation that began last', () => {
    const time = createInvocationTime();
    let left = 3_000;
    time.begin({ getRemainingTimeInMillis: () => 9_000 });
    time.begin({ getRemainingTimeInMillis: () => left });
    expect(time.left()).toBe(3_000);
    left = 1_000;
    expect(time.left()).toBe(1_000);
  });
});
