import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { MEMBER_FIELDS } from '@registry/household/events';

export const READ_SUBJECTS = ['HOUSEHOLD', 'PERSON', 'ENTITY'] as const;
export type ReadSubject = (typeof READ_SUBJECTS)[number];

/** What is sealed of the head of a household, of one of its members and of who manages an entity. */
export const SEALED_FIELDS = {
  HOUSEHOLD: ['headName', 'documentNo', 'phone', 'bankCard'],
  PERSON: MEMBER_FIELDS,
  ENTITY: ['managerName', 'managerPhone'],
} as const satisfies Record<ReadSubject, readonly string[]>;

export type ReadableField = (typeof SEALED_FIELDS)[ReadSubject][number];
export const READABLE_FIELDS: readonly ReadableField[] = [
  ...new Set([...SEALED_FIELDS.HOUSEHOLD, ...SEALED_FIELDS.ENTITY, ...SEALED_FIELDS.PERSON]),
];

export const READ_PURPOSES = ['SERVICE', 'VERIFICATION', 'PAYMENT', 'CONTACT', 'AUDIT', 'OWN_DATA'] as const;
export type ReadPurpose = (typeof READ_PURPOSES)[number];

/** Besides those: somebody met a household by trying to register its document, which nobody asks for and which is on record all the same. */
export const REGISTRATION = 'REGISTRATION';
export type RecordedPurpose = ReadPurpose | typeof REGISTRATION;

/** What officers call them. */
export const PURPOSE_TITLES: Readonly<Record<RecordedPurpose, string>> = {
  ...{ SERVICE: '办理业务', VERIFICATION: '核实信息', PAYMENT: '发放资金', CONTACT: '联系本人' },
  ...{ AUDIT: '审计', OWN_DATA: '本人查阅', REGISTRATION: '登记证件' },
};

/** By which number somebody is looked for. */
export const LOOK_UP_NUMBERS = ['DOCUMENT', 'PHONE'] as const;
export type LookUpNumber = (typeof LOOK_UP_NUMBERS)[number];

/** Somebody saw personal data in clear, or looked for a household by a number. Who, in which post and on whose request stands in the metadata, as with every event. */
export type PersonalReadEvent =
  | Event<
      'PersonalDataRead',
      {
        subjectKind: ReadSubject;
        subjectId: string;
        /** Of a PERSON only. */
        householdId?: string;
        villageCode: DivisionCode;
        fields: readonly ReadableField[];
        purpose: ReadPurpose;
        readBy: string;
      }
    >
  | Event<
      'HouseholdLookedUp',
      {
        /** The number itself stands nowhere. */
        numberKind: LookUpNumber;
        /** Where it was looked for. */
        division: DivisionCode;
        /** None where nobody there has the number. */
        found: readonly {
          householdId: string;
          villageCode: DivisionCode;
          /** Of a member; absent where it is the head. */
          personId?: string;
        }[];
        purpose: ReadPurpose;
        readBy: string;
      }
    >;

export const personalReadEvents: Readonly<Record<PersonalReadEvent['type'], number>> = {
  PersonalDataRead: 1,
  HouseholdLookedUp: 1,
};
