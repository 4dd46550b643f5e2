import { divisionCode } from '@kernel/division-code';
import { RegisterHousehold } from '@registry/household/commands';
import { checkDigit } from '@registry/household/document-no';

export const SCOPE = divisionCode('530424000000');
export const VILLAGE = divisionCode('530424102201');

export const CLERK = { user: 'clerk', role: 'COUNTY_INFORMANT', scope: SCOPE } as const;

export const householdNoOf = (index: number): string => `530424${String(100_000 + index)}`;

const documentNo = (index: number): string => {
  const first = `9999991970${String(1 + (index % 9)).padStart(2, '0')}${String(10 + (index % 18))}${String(index % 1_000).padStart(3, '0')}`;
  return first + checkDigit(first);
};

/** The command that registers the household of a running number. */
export const registration = (index: number): RegisterHousehold =>
  Object.assign(new RegisterHousehold(), {
    ...{ householdNo: householdNoOf(index), villageCode: VILLAGE, populationCount: 3, labourCount: 1 },
    ...{ headName: '示例户主', documentNo: documentNo(index), source: 'VILLAGE', synthetic: true },
  });
