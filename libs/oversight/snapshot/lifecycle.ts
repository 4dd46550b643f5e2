import { ANY_STATE, phased, type Steps } from '@kernel/lifecycle';
import type { SnapshotPhase } from './state';

export const steps = {
  PublishSnapshot: { in: ['ABSENT'], otherwise: 'SNAPSHOT_EXISTS', pointer: '/bulletinNo' },
  AmendSnapshot: ANY_STATE,
} satisfies Steps<SnapshotPhase>;

export const lifecycle = phased(steps);
