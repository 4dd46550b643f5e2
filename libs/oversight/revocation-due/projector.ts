import type { CalendarDate } from '@kernel/calendar-date';
import type { AgreementEvent } from '@linkage/agreement/events';
import { awaiting } from '@projection/awaiting';
import type { Recorded } from '@projection/fold';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';

/** An agreement that was terminated after a failed rectification, and whether the revocation has followed. */
export type RevocationDueRow = Document & {
  /** Home village of the entity. */
  readonly division: string;
  readonly agreementId: string;
  readonly entityId: string;
  readonly rectificationId: string | null;
  /** Of the termination. */
  readonly decisionNo: string;
  readonly since: CalendarDate;
  readonly state: 'OPEN' | 'REVOKED' | 'DEREGISTERED';
  readonly settledOn: CalendarDate | null;
};

type Paper = Pick<RevocationDueRow, 'entityId' | 'division'>;
type Told = AgreementEvent | EntityEvent;

const opened = (event: Recorded<Told>, { id, entityId, division }: Paper & Document) => {
  if (event.type !== 'AgreementTerminated' || event.data.cause !== 'RECTIFICATION_FAILED') return null;
  const { decisionNo, rectificationId, on: since } = event.data;
  const due = { id, agreementId: id, division, entityId, rectificationId, decisionNo, since };
  return { ...due, state: 'OPEN', settledOn: null } as const;
};

/** R18: 「解除协议，取消资格」: what was terminated, and where the county has not said yet what follows for the entity. */
export const revocationDue = awaiting<Told, RevocationDueRow, Paper>({
  name: 'revocation-due',
  version: 2,
  of: 'agreement',
  awaited: 'entity',
  list: 'revocations-due',
  memory: 'revocation-agreements',
  waiting: 'revocation-entities',
  indexes: [
    { fields: ['division', 'since'] },
    { fields: ['state', 'since'] },
    { fields: ['entityId', 'since'] },
  ],
  remember: (event) => {
    if (event.type !== 'AgreementDrafted') return null;
    const { entityId, entityVillage: division } = event.data;
    return { entityId, division };
  },
  awaits: ({ entityId }) => entityId,
  open: opened,
  settle: (event) => {
    if (event.type !== 'EligibilityRevoked' && event.type !== 'EntityDeregistered') return null;
    const state = event.type === 'EligibilityRevoked' ? 'REVOKED' : 'DEREGISTERED';
    return (row) => ({ ...row, state, settledOn: event.data.on });
  },
});
