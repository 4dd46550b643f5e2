import type { CalendarDate } from '@kernel/calendar-date';
import { within } from '@kernel/division-code';
import { liesIn } from '@kernel/succession';
import { fingerprintsForNothing } from '@privacy/look-up-keys';
import type { Vault } from '@privacy/vault';
import type { Claims } from './claims';
import type { History } from './history';
import type { Lookup, SuccessorsFrom } from './lookup';

interface Parts {
  readonly history: History;
  readonly vault: Vault;
  readonly claims: Claims;
  readonly dryRun: boolean;
  readonly today: CalendarDate;
  readonly successorsFrom: SuccessorsFrom;
}

/** What the facts of one attempt at one command may ask. */
export const lookupOf = ({ history, vault, claims, dryRun, today, successorsFrom }: Parts): Lookup => {
  const load: Lookup['load'] = (aggregate, id) => history.load(aggregate, id);
  return {
    ...{ dryRun, load },
    liesIn: async (inner, outer) =>
      within(inner, outer) || liesIn(inner, outer, await successorsFrom({ load }, inner, today)),
    holderOf: (claim, category) => claims.holderOf(claim, category),
    takersOf: (claim) => claims.takersOf(claim),
    dataKeyOf: (subject) => vault.nameOfKeyOf(subject),
    fingerprints: (kind, text) =>
      dryRun ? Promise.resolve(fingerprintsForNothing(kind, text)) : vault.lookUp.fingerprints(kind, text),
    trace: (kind, text) => vault.trace(kind, text),
    open: (subject, sealed) => vault.open(subject, sealed),
    seal: (subject, clear) =>
      dryRun ? Promise.resolve(vault.sealForNothing(subject, clear)) : vault.seal(subject, clear),
  };
};
