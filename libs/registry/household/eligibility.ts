/** Why a household is not able or not willing, glossary 1.2 `reasonIfNot`. */
export const INELIGIBILITY_REASONS = [
  'NO_LABOUR',
  'FULLY_SECURED',
  'WHOLE_FAMILY_AWAY',
  'STABLE_EMPLOYMENT',
  'AGE_OR_ILLNESS',
  'NO_LAND',
  'REFUSED',
  'DECEASED_OR_MOVED',
  'OTHER',
] as const;
export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];
