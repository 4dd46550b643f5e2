import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { IsDivision, IsId, IsOneOf, IsSetOf, IsSealedText, Optional } from '@validation/fields';
import {
  LOOK_UP_NUMBERS,
  READ_PURPOSES,
  READ_SUBJECTS,
  READABLE_FIELDS,
  type LookUpNumber,
  type ReadableField,
  type ReadPurpose,
  type ReadSubject,
} from './events';

const READING_STAFF: readonly Role[] = [
  'VILLAGE_INFORMANT',
  'TOWN_INFORMANT',
  'COUNTY_INFORMANT',
  'RESIDENT_TEAM',
  'AGRI_BUREAU',
  'REVITALIZATION_BUREAU',
  'FINANCE_BUREAU',
  'AUDITOR',
];

/** Asks to see personal data in clear; the answer bears them, and the event says that they were seen. */
export class ReadPersonalData {
  static readonly title = '查阅个人信息明文';
  static readonly sentBy: readonly Role[] = [...READING_STAFF, 'ENTITY_MANAGER', 'HOUSEHOLD'];

  @IsOneOf(READ_SUBJECTS) subjectKind!: ReadSubject;
  /** Id of the household, member or entity. */
  @IsId() subjectId!: string;
  /** The household of a PERSON. */
  @Optional() @IsId() householdId?: string;
  @IsSetOf(READABLE_FIELDS) fields!: ReadableField[];
  @IsOneOf(READ_PURPOSES) purpose!: ReadPurpose;
}

/** Asks which households of a division have this number; the answer tells them, and the event says that they were looked for. */
export class LookUpHousehold {
  static readonly title = '按证件或电话查找农户';
  static readonly sentBy = READING_STAFF;

  @IsOneOf(LOOK_UP_NUMBERS) numberKind!: LookUpNumber;
  @IsSealedText(40) number!: string;
  /** Where to look: the own division, or one in it. */
  @IsDivision() division!: DivisionCode;
  @IsOneOf(READ_PURPOSES) purpose!: ReadPurpose;
}
