import { documentAsIssued } from './document-no';

/** What a member is to the head, in the classes of GB/T 4761: sons and daughters together, in-laws with whom they belong to. */
export const RELATIONS = [
  'SPOUSE',
  'CHILD',
  'GRANDCHILD',
  'PARENT',
  'GRANDPARENT',
  'SIBLING',
  'OTHER',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Why somebody is on the list of members from now on. LISTED: belonged to the household before it was written down; TAKEN_IN: 收养. */
export const JOINING_CAUSES = ['LISTED', 'BORN', 'MARRIED', 'TAKEN_IN', 'MOVED_IN', 'OTHER'] as const;
export type JoiningCause = (typeof JOINING_CAUSES)[number];

/** Why somebody is no member any more. RECORDING_ERROR: never was one. */
export const LEAVING_CAUSES = [
  'DECEASED',
  'MARRIED',
  'MOVED_AWAY',
  'SPLIT',
  'RECORDING_ERROR',
  'OTHER',
] as const;
export type LeavingCause = (typeof LEAVING_CAUSES)[number];

/** 文化程度 of the national platform. */
export const EDUCATIONS = [
  'PRESCHOOL',
  'ILLITERATE',
  'PRIMARY_SCHOOL',
  'JUNIOR_SECONDARY',
  'SENIOR_SECONDARY',
  'JUNIOR_COLLEGE',
  'UNIVERSITY',
] as const;
export type Education = (typeof EDUCATIONS)[number];

/** 健康状况. */
export const HEALTH = ['HEALTHY', 'CHRONIC_ILLNESS', 'SERIOUS_ILLNESS', 'DISABLED'] as const;
export type Health = (typeof HEALTH)[number];

/** 劳动技能, glossary 1.2 `labourSkill`. */
export const LABOUR_SKILLS = [
  'ORDINARY_LABOUR',
  'SKILLED_LABOUR',
  'WEAK_LABOUR',
  'LOST_LABOUR',
  'NO_LABOUR',
] as const;
export type LabourSkill = (typeof LABOUR_SKILLS)[number];

/** What is sealed of a member. */
export const MEMBER_FIELDS = [
  'memberName',
  'documentNo',
  'ethnicity',
  'education',
  'health',
  'labourSkill',
  'workPlace',
  'workMonths',
  'hasMedicalInsurance',
  'hasPension',
] as const;

/** A member as the list of 家庭成员 tells of them. */
export type Member = { readonly memberName: string; readonly documentNo: string } & {
  readonly [field in (typeof MEMBER_FIELDS)[number]]?: string | number | boolean;
};

/** In bytes of UTF-8. */
const EVEN = 40;

/** Ciphertext is as long as the text: of a word out of a few, as of a number with or without a certificate, the length alone would tell. */
const evenly = (text: string): string =>
  text + ' '.repeat(Math.max(0, EVEN - new TextEncoder().encode(text).length));

/** As it was before it was made {@link evenly} long. */
export const asWritten = (text: string): string => text.trimEnd();

/** What is known of a member, ready to be sealed. */
export const memberTexts = (member: Member): Readonly<Record<string, string>> =>
  Object.fromEntries(
    MEMBER_FIELDS.flatMap((field) => {
      const value = member[field];
      if (value === undefined) return [];
      const text = field === 'documentNo' ? documentAsIssued(String(value)) : String(value);
      return [[field, evenly(text)]];
    }),
  );
