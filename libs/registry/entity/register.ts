import type { Circumstances, Decide } from '@kernel/decider';
import { ancestorAt } from '@kernel/division-code';
import { requireState } from '@kernel/lifecycle';
import type { EntityKind } from '@kernel/linkage';
import { requireAll, unmet, type Unmet } from '@kernel/refusal';
import type { RegisterEntity } from './commands';
import type { EntityEvent, SealedManager } from './events';
import { steps } from './lifecycle';
import { entityId, type Entity } from './state';
import { usccFault } from './uscc';

export interface RegistrationFacts {
  readonly manager: SealedManager;
  readonly villageIsUsed: boolean;
}

/** A command that names no number is refused by the rule; until then its own id stands for one. */
export const registeredId = ({ uscc, growerNo, villageCode }: RegisterEntity, commandId: string): string => {
  if (uscc !== undefined) return entityId({ uscc });
  return entityId({ county: ancestorAt(villageCode, 'COUNTY'), growerNo: growerNo ?? commandId });
};

export const register: Decide<RegisterEntity, Entity, EntityEvent, RegistrationFacts> = (
  command,
  entity,
  facts,
) => {
  requireState(steps.RegisterEntity, entity.phase, {});
  requireAll(
    ...identityUnmet(command),
    ...levelUnmet(command.kind, command.leadingLevel !== undefined),
    ...placeUnmet(command, facts),
  );
  const { kind, villageCode, industries } = command;
  return [
    {
      type: 'EntityRegistered',
      data: {
        ...identity(command),
        entityId: facts.id,
        kind,
        villageCode,
        industries,
        tags: command.tags ?? [],
        leadingLevel: command.leadingLevel ?? null,
        manager: facts.manager,
        synthetic: command.synthetic ?? false,
        on: facts.effectiveDate,
      },
    },
  ];
};

/** A natural person's name is sealed with the manager's, and only a person has a number of the county. */
const identity = ({ kind, name, uscc, growerNo, usccOverrideReason }: RegisterEntity) => {
  const isPerson = kind === 'LARGE_GROWER';
  return {
    name: isPerson ? null : (name ?? null),
    uscc: uscc ?? null,
    growerNo: isPerson ? (growerNo ?? null) : null,
    usccOverrideReason: usccOverrideReason ?? null,
  };
};

const identityUnmet = (command: RegisterEntity): readonly (Unmet | false)[] => {
  const { kind, name, uscc, growerNo } = command;
  const isPerson = kind === 'LARGE_GROWER';
  const isUnnumbered = uscc === undefined && growerNo === undefined;
  return [
    !isPerson && name === undefined && unmet('ENTITY_NAME_REQUIRED', {}, '/name'),
    !isPerson && uscc === undefined && unmet('USCC_REQUIRED', {}, '/uscc'),
    isPerson && isUnnumbered && unmet('GROWER_NO_REQUIRED', {}, '/growerNo'),
    usccUnmet(command),
  ];
};

const usccUnmet = ({ uscc, usccOverrideReason }: RegisterEntity): Unmet | false => {
  if (uscc === undefined) return false;
  const fault = usccFault(uscc);
  if (fault === 'FORM') return unmet('USCC_FORM_INVALID', {}, '/uscc');
  return (
    fault === 'CHECK_DIGIT' && usccOverrideReason === undefined && unmet('USCC_CHECK_FAILED', {}, '/uscc')
  );
};

/** A leading enterprise has a level, and nobody else. */
export const levelUnmet = (kind: EntityKind, hasLevel: boolean): readonly (Unmet | false)[] => {
  const isLeading = kind === 'LEADING_ENTERPRISE';
  return [
    !isLeading && hasLevel && unmet('LEADING_LEVEL_ONLY_FOR_ENTERPRISE', {}, '/leadingLevel'),
    isLeading && !hasLevel && unmet('LEADING_LEVEL_REQUIRED', {}, '/leadingLevel'),
  ];
};

const placeUnmet = (
  { villageCode }: RegisterEntity,
  { villageIsUsed, effectiveDate, today }: RegistrationFacts & Circumstances,
): readonly (Unmet | false)[] => [
  !villageIsUsed && unmet('VILLAGE_NOT_IN_USE', { code: villageCode, date: effectiveDate }, '/villageCode'),
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: effectiveDate }, '/effectiveDate'),
];
