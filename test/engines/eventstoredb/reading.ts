import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Ledger, Stored } from './ledger';
import { readingManner, type Manners } from './manners';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  notFoundMessage,
  streamNameOf,
} from './messages';
import { notReady, streamDeleted } from './refusing';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Wanted = (event: Stored) => boolean;

/** Events looked through without a match after which a subscription says how far it is, where it was not asked for another number. */
const QUIET = 32;

/** The reading side of the stand-in. */
export class ReadingSide {
  /** Subscriptions that were ever opened. */
  opened = 0;
  /** Records that were handed over in reads that are no subscription. */
  given = 0;
  /** Records and checkpoints that were told in subscriptions. */
  told = 0;
  private readonly following = new Set<() => void>();

  constructor(
    private readonly ledger: Ledger,
    private readonly manners: Manners,
  ) {}

  wake(): void {
    for (const look of [...this.following]) look();
  }

  readonly read = (call: Call): void => {
    call.on('error', () => undefined);
    const options = call.request.getOptions();
    const refusal = readingManner(this.manners, call.metadata, options?.hasAll() ?? false);
    if (refusal !== null || options === undefined) call.emit('error', refusal);
    else if (options.hasSubscription()) void this.follow(call, options);
    else if (options.hasStream()) this.ofStream(call, options);
    else this.ofAll(call, options);
  };

  private ofStream(call: Call, options: ReadReq.Options): void {
    const asked = options.getStream();
    const name = streamNameOf(asked?.getStreamIdentifier());
    const events = this.ledger.stream(name);
    if (events === null || this.ledger.isTombstoned(name)) {
      if (this.ledger.isTombstoned(name)) call.emit('error', streamDeleted(name));
      else give(call, [notFoundMessage(name)]);
      return;
    }
    const isBackwards = backwards(options);
    const from = asked?.hasRevision() ? Number(asked.getRevision()) : null;
    const ordered = isBackwards ? [...events].reverse() : events;
    const chosen = ordered.filter(
      ({ revision }) => from === null || (isBackwards ? revision <= from : revision >= from),
    );
    this.give(call, chosen.slice(0, Number(options.getCount())));
  }

  private ofAll(call: Call, options: ReadReq.Options): void {
    const isBackwards = backwards(options);
    const from = placeIn(options.getAll());
    const { events } = this.ledger;
    const chosen = isBackwards
      ? events.filter(({ position }) => position < from).reverse()
      : events.filter(({ position }) => position >= from);
    this.give(call, chosen.slice(0, Number(options.getCount())));
  }

  private give(call: Call, records: readonly Stored[]): void {
    this.given += records.length;
    give(call, records.map(eventMessage));
  }

  /** From beyond the given place on, then live; who reads slowly is waited for. */
  private async follow(call: Call, options: ReadReq.Options): Promise<void> {
    const number = (this.opened += 1);
    const ended = new AbortController();
    call.on('cancelled', () => ended.abort());
    call.on('close', () => ended.abort());
    await say(call, confirmationMessage());
    const [wanted, window] = [wantedBy(options), windowOf(options)];
    let next = this.firstAfter(options);
    let quiet = 0;
    let isLive = false;
    while (!ended.signal.aborted && !this.hasDropped(call)) {
      const event = this.ledger.events[next];
      if (number <= this.manners.silentUpTo) await this.woken(ended.signal);
      else if (event === undefined) {
        isLive = await arrived(call, this.ledger.last, isLive);
        await this.more(next, ended.signal);
      } else {
        next += 1;
        quiet = wanted(event) ? 0 : quiet + 1;
        await this.pass(call, event, { quiet, window });
      }
    }
  }

  private hasDropped(call: Call): boolean {
    const { isNotReady, dropsSubscriptions } = this.manners;
    if (isNotReady || dropsSubscriptions) call.emit('error', notReady());
    return isNotReady || dropsSubscriptions;
  }

  private async pass(
    call: Call,
    event: Stored,
    { quiet, window }: { readonly quiet: number; readonly window: number },
  ): Promise<void> {
    if (quiet % window > 0) return;
    this.told += 1;
    if (quiet === 0) await this.deliver(call, event);
    else await say(call, checkpointMessage(event.position));
  }

  private async deliver(call: Call, event: Stored): Promise<void> {
    const { deliveryMs, repeatsFirst, isHasty } = this.manners;
    if (isHasty) await say(call, checkpointMessage(event.position));
    if (deliveryMs > 0) await pause(deliveryMs);
    await say(call, eventMessage(event));
    if (repeatsFirst) await say(call, eventMessage(event));
    this.manners.repeatsFirst = false;
  }

  private firstAfter(options: ReadReq.Options): number {
    const { events } = this.ledger;
    if (isFromTheEnd(options)) return events.length;
    const after = Number(options.getAll()?.getPosition()?.getCommitPosition() ?? -1);
    const found = events.findIndex(({ position }) => position > after);
    return found < 0 ? events.length : found;
  }

  private more(next: number, signal: AbortSignal): Promise<void> {
    return this.ledger.events.length > next ? Promise.resolve() : this.woken(signal);
  }

  private woken(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const look = (): void => {
        this.following.delete(look);
        resolve();
      };
      this.following.add(look);
      signal.addEventListener('abort', look, { once: true });
    });
  }
}

const backwards = (options: ReadReq.Options): boolean => String(options.getReadDirection()) === '1';

const isFromTheEnd = (options: ReadReq.Options): boolean =>
  (options.getStream() ?? options.getAll())?.hasEnd() === true;

/** Where a reading of the whole log begins: at a position, at its start or at its end. */
const placeIn = (all: ReadReq.Options.AllOptions | undefined): number => {
  const position = all?.getPosition();
  if (position !== undefined) return Number(position.getCommitPosition());
  return all?.hasEnd() === true ? Infinity : 0;
};

/** Said once; whoever is live is told how far the log is only every so many events, and not at each that is of no concern to him. */
const arrived = async (call: Call, last: number, isLive: boolean): Promise<true> => {
  if (isLive) return true;
  if (last > 0) await say(call, checkpointMessage(last));
  await say(call, caughtUpMessage());
  return true;
};

const give = (call: Call, messages: readonly ReadResp[]): void => {
  for (const message of messages) call.write(message);
  call.end();
};

const say = async (call: Call, message: ReadResp): Promise<void> => {
  if (call.cancelled || call.destroyed || call.write(message)) return;
  await Promise.race([once(call, 'drain'), once(call, 'close'), once(call, 'cancelled')]);
};

const windowOf = (options: ReadReq.Options): number => {
  const filter = options.getFilter();
  return filter?.hasMax() === true ? filter.getMax() * filter.getCheckpointintervalmultiplier() : QUIET;
};

const wantedBy = (options: ReadReq.Options): Wanted => {
  const stream = options.getStream();
  if (stream !== undefined) {
    const name = streamNameOf(stream.getStreamIdentifier());
    const after = stream.hasRevision() ? Number(stream.getRevision()) : -1;
    return (event) => event.stream === name && event.revision > after;
  }
  const names = options.getFilter()?.getStreamIdentifier();
  if (names === undefined) return () => true;
  const prefixes = names.getPrefixList();
  const pattern = new RegExp(names.getRegex());
  return prefixes.length > 0
    ? (event) => prefixes.some((prefix) => event.stream.startsWith(prefix))
    : (event) => pattern.test(event.stream);
};
