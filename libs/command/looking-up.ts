import { fingerprintsForNothing } from '@privacy/look-up-keys';
import type { Vault } from '@privacy/vault';
import type { Claims } from './claims';
import type { History } from './history';
import type { Lookup } from './lookup';

interface Parts {
  readonly history: History;
  readonly vault: Vault;
  readonly claims: Claims;
  readonly dryRun: boolean;
}

/** What the facts of one attempt at one command may ask. */
export const lookupOf = ({ history, vault, claims, dryRun }: Parts): Lookup => ({
  dryRun,
  load: (aggregate, id) => history.load(aggregate, id),
  holderOf: (claim, category) => claims.holderOf(claim, category),
  takersOf: (claim) => claims.takersOf(claim),
  dataKeyOf: (subject) => vault.nameOfKeyOf(subject),
  fingerprints: (kind, text) =>
    dryRun ? Promise.resolve(fingerprintsForNothing(kind, text)) : vault.lookUp.fingerprints(kind, text),
  trace: (kind, text) => vault.trace(kind, text),
  open: (subject, sealed) => vault.open(subject, sealed),
  seal: (subject, clear) =>
    dryRun ? Promise.resolve(vault.sealForNothing(subject, clear)) : vault.seal(subject, clear),
});
