import type { Office } from '@demo/office';
import { giveEvidence, keepOffice } from './accounts';
import { agree } from './agreements';
import { gather } from './cast';
import { payDividends } from './dividends';
import { reformDivisions } from './divisions';
import { bindEnterprise } from './enterprise-bindings';
import { runEntities } from './entities';
import { forget } from './erasures';
import { evaluate } from './evaluation';
import { bindHouseholds, deliverBenefit, wander } from './household-bindings';
import { liveAndPass } from './households';
import { countIncomes } from './incomes';
import { shortenRectification } from './parameters';
import { rectify } from './rectification';
import { revoke } from './revocation';

/** Two years in which everything happens once that can happen in a county: every declared event, by commands and by policies. */
export const tellScenario = async (office: Office): Promise<void> => {
  const cast = await gather(office);
  await reformDivisions(office);
  await shortenRectification(office);
  await liveAndPass(office, cast);
  await runEntities(office, cast);
  const bound = await bindHouseholds(office, cast);
  await bindEnterprise(office, cast);
  const agreementId = await agree(office, cast, bound);
  await deliverBenefit(office, cast, bound.staying[0] as string);
  await wander(office, cast);
  await payDividends(office, { ...cast, agreementId });
  await countIncomes(office, cast);
  const id = await evaluate(office, cast, agreementId);
  await rectify(office, cast, { id, agreementId });
  await revoke(office, cast, agreementId);
  await forget(office, cast);
  await keepOffice(office);
  await giveEvidence(office);
};
