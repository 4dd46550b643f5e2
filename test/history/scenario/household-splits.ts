import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import { documentNo } from '@demo/people';
import { SplitHousehold } from '@linkage/household-split/commands';
import { householdBindingId } from '@linkage/household-binding/state';
import { AddMember } from '@registry/household/commands';
import { agreeWith } from './agreements';
import { oweTo } from './dividends';
import { clerkOf, type Cast } from './cast';

/** A son marries and leaves for a household of his own, with the orchard that his father had worked. */
export const part = async (office: Office, { parting, heir }: Cast): Promise<void> => {
  const clerk = { by: clerkOf(parting), id: parting.id };
  await office.day('2024-06-24');
  const agreementId = await agreeWith(office, parting, heir, '华双绑〔2024〕905号');
  const listed = async (index: number): Promise<string> => {
    const member = {
      ...{ memberName: '示例家人', documentNo: documentNo(index), relationToHead: 'CHILD' as const },
      ...{ cause: 'LISTED' as const, populationCount: 4, labourCount: 2 },
    };
    const { events } = await office.send(AddMember, member, clerk);
    return events[0]?.data['personId'] as string;
  };
  const [headId, personId] = [await listed(993), await listed(994)];
  const distributionId = await oweTo(office, parting, {
    ...{ firm: heir, agreementId, approvedOn: '2024-06-25' },
  });
  await office.send(
    SplitHousehold,
    {
      ...{ householdId: parting.id, newHouseholdNo: '530424800998', headId },
      members: [{ personId, relationToHead: 'SPOUSE' }],
      staying: { populationCount: 2, labourCount: 0 },
      leaving: { populationCount: 2, labourCount: 2 },
      facts: (['ALLEVIATED', 'ELIGIBILITY', 'INDUSTRY_WILL'] as const).map((fact) => ({
        fact,
        follows: true,
      })),
      dividends: [{ distributionId, household: 'NEW' }],
      bindings: [{ bindingId: householdBindingId(parting.id, heir.id, 'FRUIT'), household: 'NEW' }],
    },
    { by: officer('COUNTY_INFORMANT'), reason: '儿子成家分户' },
  );
  await office.day('2024-06-26');
};
