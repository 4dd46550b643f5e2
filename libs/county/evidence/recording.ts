import { randomUUID } from 'node:crypto';
import { Refusal } from '@kernel/refusal';
import { enveloped } from '@command/envelope';
import { metadataText } from '@event-store/event-store';
import { BeginEvidencePackage } from '@oversight/evidence-package/commands';
import type { County } from '../county';
import type { KnownPackage } from './known-package';

type Writing = Pick<County, 'dispatcher'>;

/** Puts on record what a process did with a package; no person asked for that. */
export const recorded = async (
  { dispatcher }: Writing,
  { id, events: [first], request: { scope } }: KnownPackage,
  command: object,
): Promise<readonly { readonly type: string }[]> => {
  const actor = { user: 'evidence-maker', role: 'SYSTEM', scope } as const;
  const correlationId = metadataText(first, 'correlationId');
  const { events } = await dispatcher.dispatch(
    enveloped(command, { commandId: randomUUID(), id, actor, correlationId }),
  );
  return events;
};

/** False where another process was faster, or it has been begun too often. */
export const hasBegun = async (county: Writing, known: KnownPackage, keeper: string): Promise<boolean> => {
  const attempt = known.state.attempts + 1;
  try {
    const events = await recorded(
      county,
      known,
      Object.assign(new BeginEvidencePackage(), { keeper, attempt }),
    );
    return events.some(({ type }) => type === 'EvidencePackageBegun');
  } catch (error) {
    if (error instanceof Refusal && error.code === 'EVIDENCE_PACKAGE_TAKEN_UP_ALREADY') return false;
    throw error;
  }
};
