import type { Role } from '@kernel/actor';
import { IsId, IsOneOf, IsSetOf } from '@validation/fields';
import {
  READ_PURPOSES,
  READ_SUBJECTS,
  READABLE_FIELDS,
  type ReadableField,
  type ReadPurpose,
  type ReadSubject,
} from './events';

/** Asks to see personal data in clear; the answer bears them, and the event says that they were seen. */
export class ReadPersonalData {
  static readonly title = '查阅个人信息明文';
  static readonly sentBy: readonly Role[] = [
    'VILLAGE_INFORMANT',
    'TOWN_INFORMANT',
    'COUNTY_INFORMANT',
    'RESIDENT_TEAM',
    'AGRI_BUREAU',
    'REVITALIZATION_BUREAU',
    'FINANCE_BUREAU',
    'AUDITOR',
    'ENTITY_MANAGER',
    'HOUSEHOLD',
  ];

  @IsOneOf(READ_SUBJECTS) subjectKind!: ReadSubject;
  /** Id of the household or entity. */
  @IsId() subjectId!: string;
  @IsSetOf(READABLE_FIELDS) fields!: ReadableField[];
  @IsOneOf(READ_PURPOSES) purpose!: ReadPurpose;
}
