import type { CalendarDate } from '@kernel/calendar-date';
import type { AgreementEvent } from '@linkage/agreement/events';
import { awaiting } from '@projection/awaiting';
import type { Recorded } from '@projection/fold';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';

/**
 * An agreement that is over and whose rectification failed, and whether the revocation has followed: it was terminated for that, or
 * had ended before.
 */
export type RevocationDueRow = Document & {
  /** Home village of the entity. */
  readonly division: string;
  readonly agreementId: string;
  readonly entityId: string;
  readonly rectificationId: string | null;
  /** Of the termination; null where there was nothing left to terminate. */
  readonly decisionNo: string | null;
  /** The day of the termination, or of the failure where that came later. */
  readonly since: CalendarDate;
  readonly state: 'OPEN' | 'REVOKED' | 'DEREGISTERED';
  readonly settledOn: CalendarDate | null;
};

type Cause = Pick<RevocationDueRow, 'rectificationId' | 'decisionNo' | 'since'>;

/** What is known of an agreement: also all that it fails for, because an order may be taken back. */
type Paper = Pick<RevocationDueRow, 'entityId' | 'division'> & {
  readonly isOver: boolean;
  readonly causes: readonly Cause[];
};
type Told = AgreementEvent | EntityEvent;

const causeIn = (event: Recorded<Told>, { isOver }: Paper): Cause | null => {
  if (event.type === 'AgreementRectificationFailed' && isOver)
    return { rectificationId: event.data.rectificationId, decisionNo: null, since: event.data.on };
  if (event.type !== 'AgreementTerminated' || event.data.cause !== 'RECTIFICATION_FAILED') return null;
  const { decisionNo, rectificationId, on: since } = event.data;
  return { rectificationId, decisionNo, since };
};

const causesAfter = (event: Recorded<Told>, paper: Paper): readonly Cause[] => {
  if (event.type === 'AgreementRectificationWithdrawn')
    return paper.causes.filter(({ rectificationId }) => rectificationId !== event.data.rectificationId);
  const cause = causeIn(event, paper);
  return cause === null ? paper.causes : [...paper.causes, cause];
};

/** What an agreement waits for by now; where an order was taken back, what else it has failed, if it was waiting. */
const opened = (
  event: Recorded<Told>,
  paper: Paper & Document,
  isWaiting: boolean,
): RevocationDueRow | null => {
  const isTakenBack = event.type === 'AgreementRectificationWithdrawn';
  const cause = isTakenBack && isWaiting ? causesAfter(event, paper).at(-1) : causeIn(event, paper);
  if (cause == null) return null;
  const { id, entityId, division } = paper;
  return { id, agreementId: id, division, entityId, ...cause, state: 'OPEN', settledOn: null };
};

/**
 * R18: 「解除协议，取消资格」: what is over for having failed, and where the county has not said yet what follows for the entity. Of
 * one that is revoked or struck off already nothing waits.
 */
export const revocationDue = awaiting<Told, RevocationDueRow, Paper>({
  name: 'revocation-due',
  version: 5,
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
  remember: (event, paper) => {
    if (event.type === 'AgreementDrafted') {
      const { entityId, entityVillage: division } = event.data;
      return { entityId, division, isOver: false, causes: [] };
    }
    if (paper === null) return null;
    if (event.type === 'AgreementEntitySucceeded') {
      const { successorId: entityId, entityVillage: division } = event.data;
      return { ...paper, entityId, division };
    }
    const isEnd = event.type === 'AgreementTerminated' || event.type === 'AgreementExpired';
    const causes = causesAfter(event, paper);
    return isEnd || causes !== paper.causes ? { ...paper, isOver: paper.isOver || isEnd, causes } : null;
  },
  awaits: ({ entityId }) => entityId,
  open: opened,
  settle: (event, paper) => {
    if (event.type === 'AgreementRectificationWithdrawn' && paper !== undefined)
      return (row) => (row.id === paper.id && causesAfter(event, paper).length === 0 ? null : row);
    if (event.type !== 'EligibilityRevoked' && event.type !== 'EntityDeregistered') return null;
    const state = event.type === 'EligibilityRevoked' ? 'REVOKED' : 'DEREGISTERED';
    return (row) => ({ ...row, state, settledOn: event.data.on });
  },
  closes: ({ type, data }) => {
    if (type === 'EligibilityRevoked' || type === 'EntityDeregistered') return true;
    if (type === 'EntityDeregistrationVoided') return data.restored === 'REVOKED';
    return type === 'EligibilityRestored' ? false : null;
  },
});
