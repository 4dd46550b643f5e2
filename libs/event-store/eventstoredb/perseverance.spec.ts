import { describe, expect, it } from '@jest/globals';
import { UnknownError } from '@eventstore/db-client';
import { LogUnavailable } from '../event-store';
import { Perseverance, type Undertaking } from './perseverance';

/** No try waits for the next: nobody has time. */
const AT_ONCE = AbortSignal.abort();

const STARTING = new UnknownError(undefined, 'Could not recognize Server Is Not Ready');
const UNKNOWN = new UnknownError(undefined, 'Unexpected ReadAllResult: Error');
const DENIED = Object.assign(new Error('Access Denied'), { code: 7 });

const persevering = (undertaking: Omit<Undertaking, 'what'>): Perseverance =>
  new Perseverance(
    {
      refusal: () => new Error('refused'),
      unavailable: (cause) => new LogUnavailable('away', { cause }),
      tell: () => undefined,
    },
    { what: 'reading', ...undertaking },
  );

/** What ended it, and how many tries before; null where so many did not. */
const ended = async (by: unknown, undertaking: Omit<Undertaking, 'what'> = {}): Promise<unknown> => {
  const trying = persevering(undertaking);
  for (let tries = 1; tries <= 50; tries += 1) {
    const message = await trying.failed(by, AT_ONCE).then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
    if (message !== null) return [tries, message];
  }
  return null;
};

describe('what is tried again on an EventStoreDB', () => {
  it('goes on without an end through what is known to pass: a server that starts', async () => {
    expect(await ended(STARTING)).toBeNull();
  });

  it('goes on as long as there is time where that is bounded, whoever knows the error', async () => {
    expect(await ended(STARTING, { budgetMs: 60_000 })).toBeNull();
    expect(await ended(UNKNOWN, { budgetMs: 60_000 })).toBeNull();
  });

  it('is an outage when the time is over', async () => {
    expect(await ended(STARTING, { budgetMs: -1 })).toEqual([1, 'away']);
  });

  it('is given up with an error that nobody knows after some tries where there is no end to the time', async () => {
    expect(await ended(UNKNOWN)).toEqual([7, 'refused']);
  });

  it('is given up at once where asking again is of no use', async () => {
    expect(await ended(DENIED, { budgetMs: 60_000 })).toEqual([1, 'refused']);
  });
});
