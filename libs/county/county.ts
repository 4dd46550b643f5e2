import { mkdirSync } from 'node:fs';
import { claimEvents } from '@command/claims';
import { Dispatcher } from '@command/dispatcher';
import type { Handled } from '@command/handling';
import type { Upcast } from '@command/history';
import { meetingEvents } from '@kernel/meeting';
import { systemClock, type Clock } from '@event-store/clock';
import type { EventStore } from '@event-store/event-store';
import { sealEvents } from '@event-store/sealing/events';
import { upcasting } from '@event-store/upcasting';
import { evaluationUpcasters } from '@oversight/evaluation/events';
import { purposeKey } from '@privacy/cipher';
import { KeyRing } from '@privacy/key-ring';
import type { KeyStore } from '@privacy/key-store';
import type { Kms } from '@privacy/kms';
import { Vault } from '@privacy/vault';
import type { ReadStore } from '@read-store/read-store';
import { successorsFrom } from '@registry/division/facts';
import { openEventStore } from './event-engine';
import { openKeyStore } from './key-engine';
import { masterKeyOf, masterKeysOf } from './master-key';
import { aggregates } from './modules';
import { printedLog } from './printed-log';
import { openReadStore } from './read-engine';
import type { Settings } from './settings';

/** A county at work in one process: its log, its read models, its keys and its write path. */
export interface County {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly store: EventStore;
  readonly views: ReadStore;
  readonly vault: Vault;
  readonly keys: KeyStore;
  readonly kms: Kms;
  readonly upcast: Upcast;
  readonly aggregates: readonly Handled[];
  readonly dispatcher: Dispatcher;
  /** Signs and checks tokens in embedded mode. */
  readonly tokenKey: Uint8Array;
  close(): Promise<void>;
}

/** Opens the engines that the settings name and checks that every stored event type can be read. */
export const openCounty = (settings: Settings, clock: Clock = systemClock): County => {
  mkdirSync(settings.dataDir, { recursive: true });
  const upcast = currentEvents();
  const master = masterKeyOf(settings);
  const log = printedLog(settings.logLevel, 'log');
  const store = openEventStore(settings.eventStore, (message) => log.warn(message));
  const views = openReadStore(settings.readStore);
  const keys = openKeyStore(settings.keyStore);
  const kms = new KeyRing(() => masterKeysOf(settings));
  const vault = new Vault(keys, kms, purposeKey(master, 'fingerprint'));
  const dispatcher = new Dispatcher({ store, upcast, vault, clock, aggregates, successorsFrom });
  return {
    settings,
    clock,
    store,
    views,
    vault,
    keys,
    kms,
    upcast,
    aggregates,
    dispatcher,
    tokenKey: purposeKey(master, 'token'),
    close: async () => {
      await store.close();
      await views.close();
      await keys.close();
    },
  };
};

/** Brings every event that was ever stored to its shape of today. */
export const currentEvents = (): Upcast => upcasting(eventVersions(), evaluationUpcasters);

/** Current version of every event type there is. A name may belong to one aggregate only. */
export const eventVersions = (): Readonly<Record<string, number>> => {
  const declared = [
    claimEvents,
    meetingEvents,
    sealEvents,
    ...aggregates.map(({ aggregate }) => aggregate.events),
  ].flatMap((events) => Object.entries(events));
  const twice = declared.map(([type]) => type).filter((type, index, all) => all.indexOf(type) !== index);
  if (twice.length > 0) throw new Error(`declared twice: ${twice.join(', ')}`);
  return Object.fromEntries(declared);
};
