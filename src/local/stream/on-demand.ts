import type { EventSource } from './event-source.ts';

/** Somebody's need of an event source. */
export interface Following {
  /** Resolves once whatever happens from then on will be told; rejects when the source cannot be started. */
  readonly begun: Promise<void>;
  /** To be called once, whether it has begun or not. */
  end(): void;
}

export interface OnDemand {
  follow(): Following;
  /** Ends the source after what is at hand, and lets nobody follow any more. */
  close(): Promise<void>;
}

/** An event source that runs while anybody follows it, and starts anew for the first who does so again. */
export const createOnDemand = (start: () => Promise<EventSource>): OnDemand => {
  let followers = 0;
  let source: Promise<EventSource> | null = null;
  /** When the source before is over. */
  let ended: Promise<void> = Promise.resolve();
  let isClosed = false;

  const started = async (): Promise<EventSource> => {
    await ended;
    if (isClosed) throw new Error('The server is about to stop.');
    return start();
  };

  const stop = (): void => {
    // One that could not start needs no end.
    const over = source?.then(
      ({ close }) => close(),
      () => {},
    );
    ended = over ?? ended;
    source = null;
  };

  return {
    follow: () => {
      followers += 1;
      source ??= started();
      return {
        begun: source.then(() => undefined),
        end: () => {
          followers -= 1;
          if (followers === 0) stop();
        },
      };
    },
    close: () => {
      isClosed = true;
      stop();
      return ended;
    },
  };
};
