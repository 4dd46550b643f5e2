import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import { documentNo } from '@demo/people';
import {
  ChangeHead,
  ClearLowIncome,
  CorrectHouseholdData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  ReopenMonitoring,
  SetLowIncome,
} from '@registry/household/commands';
import { HEIR, town, type Cast } from './cast';

/** Years of a household in a few weeks: hardship, relief, a new head, another village, and nobody left. */
export const liveAndPass = async (office: Office, { moving: { id } }: Cast): Promise<void> => {
  const bureau = { by: officer('REVITALIZATION_BUREAU'), id };
  await office.day('2024-01-15');
  await office.send(SetLowIncome, { kind: 'MINIMUM_LIVING' }, bureau);
  await office.send(IdentifyMonitoring, { category: 'SUDDEN_HARDSHIP', riskFactors: ['因病'] }, bureau);
  await office.day('2024-01-18');
  await office.send(EliminateRisk, {}, bureau);
  await office.send(ClearLowIncome, {}, bureau);
  await office.send(ReopenMonitoring, { riskFactors: ['因灾'] }, bureau);
  await office.day('2024-01-20');
  const clerk = { by: town(), id };
  const counted = { populationCount: 3, labourCount: 1 };
  await office.send(CorrectHouseholdData, counted, { ...clerk, reason: '一人外迁，登记有误' });
  await office.send(ChangeHead, { headName: '示例新户主', documentNo: documentNo(990) }, clerk);
  await office.send(MoveHousehold, { to: HEIR }, { ...clerk, reason: '村委会合并' });
  await office.day('2024-01-21');
  await office.send(MarkHouseholdVanished, { cause: 'MOVED_AWAY' }, { ...clerk, reason: '举家外迁' });
};
