import type { Circumstances, Decide } from '@kernel/decider';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type { RegisterEntity } from './commands';
import type { EntityEvent, SealedManager } from './events';
import type { Entity } from './state';
import { usccFault } from './uscc';

export interface RegistrationFacts {
  readonly manager: SealedManager;
  readonly villageIsUsed: boolean;
}

export const register: Decide<RegisterEntity, Entity, EntityEvent, RegistrationFacts> = (
  command,
  entity,
  facts,
) => {
  require(entity.phase === 'ABSENT', 'ENTITY_EXISTS');
  requireAll(...identityUnmet(command), ...levelUnmet(command), ...placeUnmet(command, facts));
  const { kind, villageCode, industries } = command;
  const isPerson = kind === 'LARGE_GROWER';
  return [
    {
      type: 'EntityRegistered',
      data: {
        entityId: facts.id,
        kind,
        name: isPerson ? null : (command.name ?? null),
        uscc: command.uscc ?? null,
        usccOverrideReason: command.usccOverrideReason ?? null,
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

const identityUnmet = ({ kind, name, growerNo, ...code }: RegisterEntity): readonly (Unmet | false)[] => {
  if (kind === 'LARGE_GROWER')
    return [growerNo === undefined && unmet('GROWER_NO_REQUIRED', {}, '/growerNo')];
  return [name === undefined && unmet('ENTITY_NAME_REQUIRED', {}, '/name'), usccUnmet(code)];
};

const usccUnmet = ({
  uscc,
  usccOverrideReason,
}: Pick<RegisterEntity, 'uscc' | 'usccOverrideReason'>): Unmet | false => {
  if (uscc === undefined) return unmet('USCC_REQUIRED', {}, '/uscc');
  const fault = usccFault(uscc);
  if (fault === 'FORM') return unmet('USCC_FORM_INVALID', {}, '/uscc');
  return (
    fault === 'CHECK_DIGIT' && usccOverrideReason === undefined && unmet('USCC_CHECK_FAILED', {}, '/uscc')
  );
};

const levelUnmet = ({ kind, leadingLevel }: RegisterEntity): readonly (Unmet | false)[] => {
  const isLeading = kind === 'LEADING_ENTERPRISE';
  return [
    !isLeading &&
      leadingLevel !== undefined &&
      unmet('LEADING_LEVEL_ONLY_FOR_ENTERPRISE', {}, '/leadingLevel'),
    isLeading && leadingLevel === undefined && unmet('LEADING_LEVEL_REQUIRED', {}, '/leadingLevel'),
  ];
};

const placeUnmet = (
  { villageCode }: RegisterEntity,
  { villageIsUsed, effectiveDate, today }: RegistrationFacts & Circumstances,
): readonly (Unmet | false)[] => [
  !villageIsUsed && unmet('VILLAGE_NOT_IN_USE', { code: villageCode, date: effectiveDate }, '/villageCode'),
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: effectiveDate }, '/effectiveDate'),
];
