import type { DivisionCode } from './division-code';

/** Who may act, domain/glossary 角色. `SYSTEM` is a policy or a clock and never a person. */
export const ROLES = {
  VILLAGE_INFORMANT: '村级信息员',
  TOWN_INFORMANT: '镇级信息员',
  COUNTY_INFORMANT: '县级信息员',
  RESIDENT_TEAM: '驻村工作队',
  PAIRED_CADRE: '结对帮扶干部',
  VILLAGE_COMMITTEE: '村委会',
  TOWN_SIGNER: '镇政府签约人',
  COUNTY_SIGNER: '县政府签约人',
  AGRI_BUREAU: '农业农村局',
  REVITALIZATION_BUREAU: '乡村振兴局',
  FINANCE_BUREAU: '财政局',
  SUPERVISOR: '督查',
  CITY_SUPERVISOR: '市级督导',
  AUDITOR: '审计',
  THIRD_PARTY_EVALUATOR: '第三方评估',
  ADMIN: '管理员',
  ENTITY_MANAGER: '经营主体负责人',
  HOUSEHOLD: '户主',
  SYSTEM: '系统',
} as const;

export type Role = keyof typeof ROLES;

/** Acts for one entity or household, and concerns nobody else. */
export const speaksForOne = (role: Role): boolean => role === 'ENTITY_MANAGER' || role === 'HOUSEHOLD';

/** The person or process that acts, in one role, within one division. */
export interface Actor {
  readonly user: string;
  readonly role: Role;
  readonly scope: DivisionCode;
  /** The operating entity an ENTITY_MANAGER speaks for, the household a HOUSEHOLD is. */
  readonly subjectId?: string;
  /** The post in which the person acts; a policy has none, and neither has a token of a trial. */
  readonly post?: string;
  /** Who holds the post, where a deputy acts in it; who answers for the program, where one acts. */
  readonly delegatedBy?: string;
  /** In which session the person acts: from where stands with the account. */
  readonly session?: string;
}

/** Of the households that a record names: to a household itself alone, to everybody else all of them. */
export const ownAmong = <T>(
  { role, subjectId }: Actor,
  households: readonly T[],
  idOf: (household: T) => string,
): readonly T[] => (role === 'HOUSEHOLD' ? households.filter((one) => idOf(one) === subjectId) : households);

/** Who acts now, and for whom others stood in when they acted in the same case before. */
export interface Acting {
  readonly actor: Actor;
  readonly stoodInFor: ReadonlyMap<string, readonly string[]>;
}

/** Whether one person stands behind this act and behind what `earlier` did: in the own name, as a deputy, or through one. */
export const actsFor = (
  { actor: { user, delegatedBy }, stoodInFor }: Acting,
  earlier: string | null,
): boolean =>
  earlier !== null &&
  [earlier, ...(stoodInFor.get(earlier) ?? [])].some((person) => person === user || person === delegatedBy);

/** Departments of a county that judge what others answer for: who holds a post of one speaks for it. */
export const DEPARTMENTS: readonly Role[] = ['AGRI_BUREAU', 'REVITALIZATION_BUREAU', 'FINANCE_BUREAU'];

/** Roles of which a unit has exactly one, S0: 「各村(社区)明确1名村级信息员」, the same for town and county. */
export const INFORMANTS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];

/** Roles that speak for one entity or household. */
export const SPEAKERS: readonly Role[] = ['ENTITY_MANAGER', 'HOUSEHOLD'];

/** Who speaks for an operating entity. */
export const MANAGERS: readonly Role[] = ['ENTITY_MANAGER'];

/** Who speaks for a household. */
export const HOUSEHOLD_HEADS: readonly Role[] = ['HOUSEHOLD'];

/** Who may look at accounts and at what was done with them. */
export const ACCOUNT_WATCHERS: readonly Role[] = ['ADMIN', 'AUDITOR', 'SUPERVISOR'];

/** Who may look at who read personal data or was answered as an auditor, and at whether duties stay apart. */
export const READING_WATCHERS: readonly Role[] = ['AUDITOR', 'SUPERVISOR', 'CITY_SUPERVISOR', 'ADMIN'];

/**
 * Who may see what tells of somebody's health (个人信息保护法 第二十八条: only for a purpose that cannot do without it): those who
 * assess a household or keep its category, and auditors, who look at the reasons of what was decided.
 */
export const HEALTH_READERS: readonly Role[] = [
  ...INFORMANTS,
  'RESIDENT_TEAM',
  'REVITALIZATION_BUREAU',
  'AUDITOR',
];

/** Who works for the public side; everybody but the entity manager, the household and the system itself. */
export const STAFF: readonly Role[] = (Object.keys(ROLES) as Role[]).filter(
  (role) => !['ENTITY_MANAGER', 'HOUSEHOLD', 'SYSTEM'].includes(role),
);
