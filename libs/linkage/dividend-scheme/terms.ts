import type { Fault } from '@kernel/fault';
import { unmet } from '@kernel/refusal';
import type { SharePart } from '@validation/share';
import type { SchemeTermsPart } from './commands';
import type { SchemeMode, SchemeTerms, Share } from './events';
import type { HouseholdKnown } from './facts';

type Households = Readonly<Record<string, HouseholdKnown | undefined>>;

/** The terms as they will stand in the log: number and village of a household are the register's, not the drafter's. */
export const termsOf = (part: SchemeTermsPart, households: Households): SchemeTerms => ({
  mode: part.mode,
  principalFen: part.principalFen,
  annualRate: shareIn(part.annualRate),
  poolShare: shareIn(part.poolShare),
  fiscalFundFen: part.fiscalFundFen ?? null,
  patronageShare: shareIn(part.patronageShare),
  beneficiaries: part.beneficiaries.flatMap(({ householdId, shares }) => {
    const known = households[householdId];
    if (known === undefined) return [];
    return [{ householdId, householdNo: known.householdNo, villageCode: known.villageCode, shares }];
  }),
  timesPerYear: part.timesPerYear,
  payDay: part.payDay,
});

const shareIn = (part: SharePart | undefined): Share | null =>
  part === undefined ? null : { numerator: part.numerator, denominator: part.denominator };

const GUARANTEES: readonly SchemeMode[] = ['GUARANTEED', 'GUARANTEED_PLUS_SHARE'];
const SHARES_PROFIT: readonly SchemeMode[] = ['SHARE_BASED', 'GUARANTEED_PLUS_SHARE'];

const isPositive = (share: SharePart | undefined): boolean => share !== undefined && share.numerator > 0;

const isAboveWhole = (share: SharePart | undefined): boolean =>
  share !== undefined && share.numerator > share.denominator;

/** What the mode is reckoned from must be there. */
const modeFaults = (part: SchemeTermsPart): readonly Fault[] => {
  const { mode } = part;
  if (mode === 'COOPERATIVE_SURPLUS') return [patronageFault(part)];
  return [
    ...(GUARANTEES.includes(mode) ? guaranteeFaults(part) : []),
    ...(SHARES_PROFIT.includes(mode) ? [poolFault(part)] : []),
  ];
};

const guaranteeFaults = ({ mode, principalFen, annualRate }: SchemeTermsPart): readonly Fault[] => [
  principalFen === 0 && unmet('SCHEME_PRINCIPAL_MISSING', { mode }, '/terms/principalFen'),
  !isPositive(annualRate) && unmet('SCHEME_RATE_MISSING', { mode }, '/terms/annualRate'),
];

const poolFault = ({ mode, poolShare }: SchemeTermsPart): Fault =>
  !isPositive(poolShare) && unmet('SCHEME_POOL_SHARE_MISSING', { mode }, '/terms/poolShare');

const patronageFault = ({ mode, patronageShare }: SchemeTermsPart): Fault =>
  patronageShare === undefined && unmet('SCHEME_PATRONAGE_SHARE_MISSING', { mode }, '/terms/patronageShare');

/** Nobody guarantees more than the principal itself in a year, and money is never reckoned beyond what is exact. */
const wholeFaults = ({ annualRate, poolShare, patronageShare }: SchemeTermsPart): readonly Fault[] => [
  isAboveWhole(annualRate) && unmet('SHARE_ABOVE_WHOLE', {}, '/terms/annualRate'),
  isAboveWhole(poolShare) && unmet('SHARE_ABOVE_WHOLE', {}, '/terms/poolShare'),
  isAboveWhole(patronageShare) && unmet('SHARE_ABOVE_WHOLE', {}, '/terms/patronageShare'),
];

/** Fiscal money earns as the principal it is, or its part would be reckoned on other people's capital too. */
const fiscalFundFault = ({ mode, fiscalFundFen, principalFen }: SchemeTermsPart): Fault => {
  if (fiscalFundFen === undefined) return null;
  const isPrincipal = !GUARANTEES.includes(mode) || principalFen === fiscalFundFen;
  return (
    (mode === 'COOPERATIVE_SURPLUS' || !isPrincipal) &&
    unmet('FISCAL_FUND_NOT_PRINCIPAL', { mode, principalFen, fiscalFundFen }, '/terms/fiscalFundFen')
  );
};

const beneficiaryFaults = ({ beneficiaries }: SchemeTermsPart, households: Households): readonly Fault[] => {
  const at = '/terms/beneficiaries';
  const ids = beneficiaries.map(({ householdId }) => householdId);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  const unknown = ids.filter((id) => households[id] === undefined);
  const vanished = ids.filter((id) => households[id]?.hasVanished === true);
  const without = beneficiaries.filter(({ shares }) => shares <= 0).map(({ householdId }) => householdId);
  return [
    ids.length === 0 && unmet('BENEFICIARIES_MISSING', {}, at),
    twice.length > 0 && unmet('BENEFICIARY_LISTED_TWICE', { householdIds: twice }, at),
    unknown.length > 0 && unmet('HOUSEHOLD_UNKNOWN', { householdIds: unknown }, at),
    vanished.length > 0 && unmet('HOUSEHOLD_VANISHED', { householdIds: vanished }, at),
    without.length > 0 && unmet('BENEFICIARY_WITHOUT_SHARES', { householdIds: without }, at),
  ];
};

export const termsFaults = (part: SchemeTermsPart, households: Households): readonly Fault[] => [
  ...modeFaults(part),
  ...wholeFaults(part),
  fiscalFundFault(part),
  ...beneficiaryFaults(part, households),
];
