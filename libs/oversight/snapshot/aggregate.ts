import { handled } from '@command/handling';
import { AmendSnapshot, PublishSnapshot } from './commands';
import { amend, publish } from './decider';
import { snapshotFacts } from './facts';
import { snapshotRefusals } from './refusals';
import { snapshot, snapshotId } from './state';

export const handledSnapshot = handled(snapshot, snapshotRefusals, (handle) => [
  handle({
    command: PublishSnapshot,
    decide: publish,
    creates: ({ division, bulletinNo }) => snapshotId(division, bulletinNo),
    place: ({ division }) => division,
    facts: snapshotFacts,
  }),
  handle({ command: AmendSnapshot, decide: amend }),
]);
