import { ANY_STATE, phased, type Steps } from '@kernel/lifecycle';
import type { Household } from './state';

/** Of every rule but registration and what keeps a household findable. */
export const LIVING = { in: ['LIVING'], otherwise: 'HOUSEHOLD_VANISHED' } as const;

export const steps = {
  RegisterHousehold: { in: ['ABSENT'], otherwise: 'HOUSEHOLD_EXISTS', pointer: '/householdNo' },
  RegisterSplitHousehold: { in: ['ABSENT'], otherwise: 'HOUSEHOLD_EXISTS', pointer: '/householdNo' },
  SeparateMembers: LIVING,
  CorrectHouseholdData: LIVING,
  ChangeHead: LIVING,
  CorrectHead: LIVING,
  AddMember: LIVING,
  CorrectMemberData: LIVING,
  RemoveMember: LIVING,
  ReindexHousehold: ANY_STATE,
  SetAlleviatedRecord: LIVING,
  VoidAlleviatedRecord: LIVING,
  IdentifyMonitoring: LIVING,
  EliminateRisk: LIVING,
  ReopenMonitoring: LIVING,
  VoidMonitoring: LIVING,
  SetLowIncome: LIVING,
  ClearLowIncome: LIVING,
  AssessEligibility: LIVING,
  RecordIndustryWill: LIVING,
  MoveHousehold: LIVING,
  MarkHouseholdVanished: { in: ['LIVING'], otherwise: null },
  VoidVanishing: { in: ['VANISHED'], otherwise: 'HOUSEHOLD_NOT_VANISHED' },
} satisfies Steps<Household['phase']>;

export const lifecycle = phased(steps);
