import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { makeCollection } from './indexes';
import type { Registry } from './registry';
import { collectionsOf, type StoredVersion } from './stored-version';

const TRIES = 100;
const PAUSE_MS = 100;

interface Making {
  readonly db: Db;
  readonly registry: Registry;
  readonly row: StoredVersion;
  readonly isNew: boolean;
}

/** Whoever was first makes the collections, the others wait; only where that one was killed in the middle another has to. */
export const made = async (making: Making): Promise<void> => {
  const { db, registry, row, isNew } = making;
  if (!isNew && (await isFinished(making))) return;
  for (const collection of collectionsOf(row)) await makeCollection(db, row, collection);
  await registry.finish(row);
};

const isFinished = async ({ registry, row }: Making): Promise<boolean> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await registry.demand(row)).made) return true;
    await pause(PAUSE_MS);
  }
  return false;
};
