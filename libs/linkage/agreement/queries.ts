import { MANAGERS, SPEAKERS, STAFF, type Role } from '@kernel/actor';
import { daysBetween, type CalendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { metadataText } from '@event-store/event-store';
import type { Recorded } from '@projection/fold';
import { answering, NothingKnown, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { eventsOf, knownBefore } from '@query/stream';
import { withEntities } from '@registry/entity/queries';
import { withHeads } from '@registry/household/queries';
import { parameterOnRecord } from '@registry/parameter/queries';
import { IsDate, IsId, IsOneOf, IsText, Optional } from '@validation/fields';
import type { AgreementEvent } from './events';
import { SIGN_LEVELS, type SignLevel } from './paper';
import { asParty } from './as-party';
import { explainLevel, fixingOf, proposalOf } from './explanation';
import type { AgreementRow } from './projector';
import { agreement } from './state';

const STATES = [
  'DRAFT',
  'PENDING_SIGNATURE',
  'CONCLUDED',
  'IN_FORCE',
  'RECTIFYING',
  'TERMINATED',
  'EXPIRED',
  'WITHDRAWN',
] as const;
type AgreementState = (typeof STATES)[number];

export class AgreementList extends ListQuery {
  static readonly title = '协议台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;

  @Optional() @IsId() entityId?: string;
  @Optional() @IsOneOf(STATES) state?: AgreementState;
  /** Also one that was given by mistake: the answer tells the number of today. */
  @Optional() @IsText(100) agreementNo?: string;
  @Optional() @IsOneOf(SIGN_LEVELS) requiredLevel?: SignLevel;
  @Optional() @IsId() renews?: string;
  /** Agreements that list the household. */
  @Optional() @IsId() householdId?: string;
  /** Last day in force is not after this day: for the 90- and 30-day warnings. */
  @Optional() @IsDate() endsBy?: CalendarDate;
}

/** With who belongs to it, where the list of agreements has their ids only; a household finds itself alone. */
export class AgreementEntry extends EntryQuery {
  static readonly title = '协议登记';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';
  static readonly showsAt = '/households';
}

/** R11, R39: who has to sign the text in force, or an amended one; from which villages, by which table. No household is told where others live. */
export class SignLevelExplained extends EntryQuery {
  static readonly title = '签订层级说明';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;

  /** Of the amendment, whether it waits, came into force or was withdrawn. */
  @Optional() @IsId() amendmentId?: string;
}

const RUNNING = ['CONCLUDED', 'IN_FORCE', 'RECTIFYING'];

/** Days until the last day in force; null where no term runs. */
const withDaysLeft = (row: AgreementRow, views: Views) => ({
  ...asParty(views.viewer, row),
  daysToExpiry: RUNNING.includes(row.state) ? daysBetween(views.today as CalendarDate, row.endDate) : null,
});

const SPEC: RegisterSpec<AgreementRow, ReturnType<typeof withDaysLeft>> = {
  projection: 'agreement',
  collection: 'agreements',
  kind: 'agreement',
  subjects: { ENTITY_MANAGER: 'entityId', HOUSEHOLD: 'partyIds' },
  sort: [['endDate', 1]],
  conditions: {
    agreementNo: (number) => ({ numbers: number }),
    householdId: (id) => ({ householdIds: id }),
    endsBy: (day) => ({ endDate: { $lte: day } }),
  },
  shown: withDaysLeft,
};

const agreementWithHouseholds = async ({ id }: AgreementEntry, views: Views) => {
  const row = await entry<AgreementRow>(views, SPEC, id);
  const households = asParty(views.viewer, row).householdIds.map((householdId) => ({ householdId }));
  return { ...withDaysLeft(row, views), households };
};

type Happened = Recorded<AgreementEvent>;

/** @throws Unanswerable where nobody has fixed a level yet */
const fixed = (id: string, events: readonly Happened[], amendmentId?: string) => {
  const proposal = proposalOf(events, amendmentId);
  if (amendmentId !== undefined && proposal === null) throw new NothingKnown('amendment', amendmentId);
  const fixing = proposal ?? fixingOf(events);
  if (fixing === null) throw new Unanswerable('SIGN_LEVEL_NOT_FIXED', id);
  return fixing;
};

const signLevel = async ({ id, amendmentId }: SignLevelExplained, views: Views) => {
  const row = await entry<AgreementRow>(views, SPEC, id);
  const all = (await eventsOf(views, agreement.category, id)) as readonly Happened[];
  const events = all.filter(({ revision }) => revision <= row.revision);
  const fixing = fixed(id, events, amendmentId);
  const before = fold(
    agreement,
    events.filter(({ revision }) => revision < fixing.revision),
  );
  const division = row.division as DivisionCode;
  const date = metadataText(fixing, 'effectiveDate') as CalendarDate;
  const place = { division, date, counts: knownBefore(fixing.position) };
  const parameter = await parameterOnRecord(views, 'agreement.signLevel', place);
  const shown = amendmentId === undefined ? row.requiredLevel : fixing.data.requiredLevel;
  const explanation = explainLevel({ fixing, events, before }, parameter, shown);
  return { id, ...explanation };
};

export const agreementAnswers: readonly AnyAnswering[] = withEntities(
  withHeads([
    listOf(AgreementList, SPEC),
    answering(AgreementEntry, agreementWithHouseholds),
    answering(SignLevelExplained, signLevel),
  ]),
);
