import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { fold } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { givenEvents } from '@testing/projection';
import { handledAgreement } from './aggregate';
import { SucceedEntity } from './commands';
import type { AgreementEvent } from './events';
import { agreementRegister } from './projector';
import { agreement } from './state';
import {
  AGREEMENT,
  concluded,
  COOP,
  drafted,
  inForce,
  known,
  ordered,
  proposed,
  submitted,
  terms,
  WANG,
  WANG_BINDING,
} from './story';

const on = calendarDate('2025-03-01');
const OTHER = derivedId('entity', '935304240000000009');
const ITS_BINDING = derivedId('householdBinding', 'of the other');
const entityVillage = divisionCode('530424102203');
const { given } = specify<AgreementEvent>(handledAgreement, {
  ...{ id: AGREEMENT, ...known, entityVillage, bindings: { [WANG_BINDING]: ITS_BINDING } },
});
const succeed = (changed: Partial<SucceedEntity> = {}) =>
  command(SucceedEntity, { entityId: COOP, successorId: OTHER, ...changed });
const households = terms.households.map((line) => ({ ...line, bindingId: line.bindingId && ITS_BINDING }));
const succeeded = (evaluatedThrough: number | null = null): AgreementEvent => ({
  type: 'AgreementEntitySucceeded',
  data: {
    ...{ entityId: COOP, successorId: OTHER, entityVillage, terms: { ...terms, households } },
    ...{ evaluatedThrough, on },
  },
});

describe('an agreement whose entity is merged into another', () => {
  it('goes on with that one, and with its bindings', () => {
    given(...inForce)
      .when(succeed())
      .then(succeeded());
    given(...inForce)
      .when(succeed({ evaluatedThrough: 2024 }))
      .then(succeeded(2024));
  });

  it('goes on once it is concluded, and as it stands', () => {
    given(drafted, submitted, concluded).when(succeed()).then(succeeded());
    given(...inForce, ordered)
      .when(succeed())
      .then(succeeded());
    const before = fold(agreement, [...inForce, proposed]);
    expect(fold(agreement, [...inForce, proposed, succeeded()])).toEqual({
      ...{ ...before, entityId: OTHER, entityVillage, terms: { ...terms, households }, since: on },
    });
  });

  it('falls where it binds nobody yet', () => {
    const fallen = { type: 'AgreementDraftWithdrawn', data: { cause: 'ENTITY_DEREGISTERED', on } } as const;
    given(drafted).when(succeed()).then(fallen);
    given(drafted, submitted).when(succeed()).then(fallen);
  });

  it('is nothing to a paper that is another’s', () => {
    given(...inForce, succeeded())
      .when(succeed())
      .thenNothing();
    given(...inForce)
      .when(succeed({ entityId: WANG }))
      .thenNothing();
  });

  it('is in the register of the one that stays', () => {
    const stream = `agreement-${AGREEMENT}`;
    const told = [...inForce, succeeded()].map((event) => ({ stream, ...event }));
    const [row] = givenEvents(...told)
      .project(agreementRegister)
      .all('agreements');
    expect(row).toMatchObject({ entityId: OTHER, division: entityVillage, state: 'IN_FORCE', version: 1 });
  });
});
