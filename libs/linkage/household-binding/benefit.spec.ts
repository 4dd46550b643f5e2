import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledHouseholdBinding } from './aggregate';
import { ConfirmBenefit, RelocateBinding, VoidBenefit } from './commands';
import type { HouseholdBindingEvent } from './events';
import { activated, benefit, ended, parties, PANXI_VILLAGE, proposed, somebody, submitted } from './story';

const { given } = specify<HouseholdBindingEvent>(handledHouseholdBinding, { ...parties });
const on = calendarDate('2025-03-01');
const active = [proposed, submitted, activated];
const { benefitId, amountFen } = benefit.data;
const manager = somebody('ENTITY_MANAGER');
const town = somebody('TOWN_INFORMANT');

describe('voiding a benefit', () => {
  const voiding = command(VoidBenefit, { benefitId });
  const reason = '误登';
  const voided = (voidedBy: string): HouseholdBindingEvent => ({
    type: 'BenefitVoided',
    data: { benefitId, amountFen, lastBenefitOn: null, voidedBy, on },
  });
  const confirmed: HouseholdBindingEvent = {
    type: 'BenefitConfirmedByHousehold',
    data: { benefitId, means: '签字', on },
  };

  it('is the entity’s while the household has not confirmed it, and then the town’s', () => {
    given(...active, benefit)
      .knowing({ actor: manager, reason })
      .when(voiding)
      .then(voided(manager.user));
    given(...active, benefit, confirmed)
      .knowing({ actor: manager, reason })
      .when(voiding)
      .thenRefused('BENEFIT_CONFIRMED');
    given(...active, benefit, confirmed)
      .knowing({ actor: town, reason })
      .when(voiding)
      .then(voided(town.user));
  });

  it('says which day is the latest that is left', () => {
    const older: HouseholdBindingEvent = {
      ...benefit,
      data: { ...benefit.data, benefitId: 'older', on: calendarDate('2025-01-15') },
    };
    const [event] = given(...active, older, benefit)
      .knowing({ actor: town, reason })
      .when(voiding)
      .events();
    const { lastBenefitOn } = event?.data as { lastBenefitOn: string };
    if (lastBenefitOn !== '2025-01-15') throw new Error(lastBenefitOn);
  });

  it('takes a reason and a benefit that is there, happens once, and leaves nothing to confirm', () => {
    const known = given(...active, benefit).knowing({ actor: town });
    known.when(voiding).thenRefused('REASON_REQUIRED');
    known
      .knowing({ reason })
      .when(command(VoidBenefit, { benefitId: 'constructor' }))
      .thenRefused('BENEFIT_UNKNOWN');
    const gone = given(...active, benefit, voided('town')).knowing({ actor: town, reason });
    gone.when(voiding).thenNothing();
    gone.when(command(ConfirmBenefit, { benefitId, means: '签字' })).thenRefused('BENEFIT_VOIDED');
  });
});

describe('a household that moves', () => {
  const to = divisionCode('530424102203');
  const move = command(RelocateBinding, { villageCode: to });
  const relocated: HouseholdBindingEvent = {
    type: 'HouseholdBindingRelocated',
    data: { from: PANXI_VILLAGE, to, on },
  };

  it('takes its binding along, once, and not one that is over', () => {
    given(...active)
      .when(move)
      .then(relocated);
    given(...active, relocated)
      .when(move)
      .thenNothing();
    given(...active, ended)
      .when(move)
      .thenNothing();
  });
});
