import { LEADING_LEVELS, WEAKER_FORMS, type LeadingLevel, type WeakerForm } from '@kernel/linkage';

/** What one household is on one day, as far as any coverage figure may ask. */
export interface Profile {
  readonly alleviated: boolean;
  readonly monitoring: 'NONE' | 'MONITORED' | 'RISK_ELIMINATED';
  readonly lowIncome: boolean;
  readonly conditions: boolean;
  readonly willing: boolean;
  /**
   * Bound to a cooperative in good standing; the forms where none but weaker ones are used. SUSPENDED where it would be bound, but
   * the binding or the cooperative is suspended.
   */
  readonly cooperative: 'NONE' | 'SUSPENDED' | 'FULL' | readonly WeakerForm[];
  /** Highest level of a leading enterprise bound to one of those cooperatives. */
  readonly enterprise: LeadingLevel | null;
  /** The same, where household and enterprise are bound in one industry. */
  readonly sameIndustry: LeadingLevel | null;
  /** Bound to an enterprise, park or farm directly: the level where it is a leading enterprise. */
  readonly direct: 'NONE' | 'OTHER' | LeadingLevel;
}

const MONITORING = { NONE: '-', MONITORED: 'M', RISK_ELIMINATED: 'E' } as const;

const levelMark = (level: LeadingLevel | null): string =>
  level === null ? '-' : String(LEADING_LEVELS.indexOf(level));

const cooperativeMark = (cooperative: Profile['cooperative']): string => {
  if (cooperative === 'NONE') return '-';
  if (cooperative === 'SUSPENDED') return 'S';
  if (cooperative === 'FULL') return 'F';
  return String(
    WEAKER_FORMS.reduce((bits, form, at) => bits + (cooperative.includes(form) ? 2 ** at : 0), 0),
  );
};

const directMark = (direct: Profile['direct']): string => {
  if (direct === 'NONE') return '-';
  return direct === 'OTHER' ? 'x' : levelMark(direct);
};

/** Nine signs, e.g. `AM-CWF33-`: what is counted in the tally and filtered by in the list, so that the two agree. */
export const profileMark = (profile: Profile): string =>
  [
    profile.alleviated ? 'A' : '-',
    MONITORING[profile.monitoring],
    profile.lowIncome ? 'L' : '-',
    profile.conditions ? 'C' : '-',
    profile.willing ? 'W' : '-',
    cooperativeMark(profile.cooperative),
    levelMark(profile.enterprise),
    levelMark(profile.sameIndustry),
    directMark(profile.direct),
  ].join('');

const levelOfMark = (mark: string | undefined): LeadingLevel | null => LEADING_LEVELS[Number(mark)] ?? null;

const monitoringOf = (mark: string | undefined): Profile['monitoring'] => {
  if (mark === 'M') return 'MONITORED';
  return mark === 'E' ? 'RISK_ELIMINATED' : 'NONE';
};

const cooperativeOf = (mark: string | undefined): Profile['cooperative'] => {
  if (mark === '-') return 'NONE';
  if (mark === 'S') return 'SUSPENDED';
  if (mark === 'F') return 'FULL';
  return WEAKER_FORMS.filter((_form, at) => (Number(mark) >> at) % 2 === 1);
};

const directOf = (mark: string | undefined): Profile['direct'] =>
  mark === '-' ? 'NONE' : (levelOfMark(mark) ?? 'OTHER');

export const profileOf = (mark: string): Profile => ({
  alleviated: mark[0] === 'A',
  monitoring: monitoringOf(mark[1]),
  lowIncome: mark[2] === 'L',
  conditions: mark[3] === 'C',
  willing: mark[4] === 'W',
  cooperative: cooperativeOf(mark[5]),
  enterprise: levelOfMark(mark[6]),
  sameIndustry: levelOfMark(mark[7]),
  direct: directOf(mark[8]),
});

/** The higher of two levels. */
export const higher = (a: LeadingLevel | null, b: LeadingLevel | null): LeadingLevel | null =>
  LEADING_LEVELS.findLast((level) => level === a || level === b) ?? null;

export const reachesLevel = (level: LeadingLevel | null, least: LeadingLevel): boolean =>
  level !== null && LEADING_LEVELS.indexOf(level) >= LEADING_LEVELS.indexOf(least);

/** Suspended is not bound (R01, d). */
export const isBound = ({ cooperative }: Pick<Profile, 'cooperative'>): boolean =>
  cooperative !== 'NONE' && cooperative !== 'SUSPENDED';
