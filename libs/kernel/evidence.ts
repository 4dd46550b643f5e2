import type { Role } from './actor';
import { isCalendarDate, type CalendarDate } from './calendar-date';
import { divisionCode, isDivisionCode, type DivisionCode } from './division-code';
import { isUuid } from './ids';

/** For whom a package of evidence is made. */
export const RECIPIENTS = ['AUDITOR', 'SUPERVISOR', 'PUBLIC'] as const;

export type Recipient = (typeof RECIPIENTS)[number];

export const RECIPIENT_TITLES: Readonly<Record<Recipient, string>> = {
  AUDITOR: '审计（与入库一字不差）',
  SUPERVISOR: '督查（敏感内容已遮盖）',
  PUBLIC: '公众（只示可公开的内容）',
};

/**
 * Whether a role may have what is made for a recipient. Events as they are stored tell of health, and hold what a number can be tried
 * against: they are for who audits, whatever else a role may read.
 */
export const mayReceive = (role: Role, recipient: Recipient): boolean =>
  recipient !== 'AUDITOR' || role === 'AUDITOR';

const AGGREGATE_KINDS = ['agreement', 'entity', 'household', 'dividend'] as const;

export type AggregateKind = (typeof AGGREGATE_KINDS)[number];

export const SUBJECT_KINDS = [...AGGREGATE_KINDS, 'division', 'period'] as const;

export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const SUBJECT_TITLES: Readonly<Record<SubjectKind, string>> = {
  ...{ agreement: '协议', entity: '经营主体', household: '农户', dividend: '分红' },
  ...{ division: '区划', period: '时段' },
};

export interface AggregateSubject {
  readonly kind: AggregateKind;
  readonly id: string;
}

/** What a package of evidence is about. */
export type Subject =
  | AggregateSubject
  | { readonly kind: 'division'; readonly code: DivisionCode }
  | { readonly kind: 'period'; readonly from: CalendarDate; readonly to: CalendarDate };

/** `agreement <id>`, `division <code>`, `period <from>..<to>`; null where it is none of them. */
export const subjectFrom = (kind: string, name: string): Subject | null => {
  if (isAggregateKind(kind)) return isUuid(name) ? { kind, id: name } : null;
  if (kind === 'division') return isDivisionCode(name) ? { kind, code: divisionCode(name) } : null;
  return kind === 'period' ? periodFrom(name) : null;
};

const isAggregateKind = (kind: string): kind is AggregateKind =>
  (AGGREGATE_KINDS as readonly string[]).includes(kind);

const periodFrom = (name: string): Subject | null => {
  const [from, to, more] = name.split('..');
  if (!isCalendarDate(from) || !isCalendarDate(to) || more !== undefined || to < from) return null;
  return { kind: 'period', from, to };
};

/** Something with a stream of its own, not a place or a time. */
export const isAggregate = (subject: Subject): subject is AggregateSubject => isAggregateKind(subject.kind);
