import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SEPARATIONS } from '@oversight/separation-of-duties/duties';
import { FOR_PROGRAMS, aggregates, answers } from './modules';

const GOLDEN = 'test/history/golden';

interface Told {
  readonly type: string;
  readonly metadata: { readonly command?: string };
}

/** Commands that ever led to an event of these types, as the golden histories tell. */
const commandsOf = (types: readonly string[]): readonly string[] => {
  const told = readdirSync(GOLDEN).flatMap(
    (file) => JSON.parse(readFileSync(`${GOLDEN}/${file}`, 'utf8')) as Told[][],
  );
  const commands = told
    .flat()
    .flatMap(({ type, metadata }) => (types.includes(type) ? [metadata.command ?? ''] : []));
  return [...new Set(commands)].sort();
};

/** What is looked at by a second person is the first's: everything else of a separation decides. */
const decidingEvents = Object.values(SEPARATIONS).flatMap(({ acts, apart }) => {
  const later = apart.map(([, duty]) => duty);
  return Object.keys(acts).filter((type) => later.includes(acts[type] as never));
});

describe('what a program may do', () => {
  it('is to ask every question and to send what only enters', () => {
    const commands = aggregates.flatMap(({ handlings }) => handlings.map(({ command }) => command.name));
    for (const { query } of answers) expect(FOR_PROGRAMS).toContain(query.name);
    expect(commands.filter((name) => FOR_PROGRAMS.has(name)).sort()).toEqual([
      ...['AddMember', 'DeclareDistribution', 'DraftAgreement', 'DraftDividendScheme', 'ImportPaymentBatch'],
      ...['ProposeEnterpriseBinding', 'ProposeHouseholdBinding', 'RecordIncome', 'RecordIntent'],
      ...['RegisterEntity', 'RegisterHousehold', 'ReviseDividendScheme', 'ReviseDraft'],
    ]);
  });

  it('is never the deciding side of a separation of duties', () => {
    const deciding = commandsOf(decidingEvents);
    expect(deciding).toEqual(
      expect.arrayContaining(['ActivateBinding', 'ApproveDividends', 'ApproveEntity', 'ConfirmPaymentBatch']),
    );
    expect(deciding.filter((name) => FOR_PROGRAMS.has(name))).toEqual([]);
  });

  it('is nothing that an administrator does, and no reading in clear', () => {
    const sent = aggregates.flatMap(({ handlings }) => handlings.map(({ command }) => command));
    const persons = sent.filter(({ name, sentBy }) => sentBy.includes('ADMIN') || /Read|LookUp/.test(name));
    expect(persons.map(({ name }) => name)).toContain('ReadPersonalData');
    expect(persons.filter(({ name }) => FOR_PROGRAMS.has(name))).toEqual([]);
  });
});

describe('an auditor', () => {
  it('sends nothing but the readings that are on record, and what asks for and takes away evidence', () => {
    const sent = aggregates.flatMap(({ handlings }) => handlings.map(({ command }) => command));
    const own = sent.filter(({ sentBy }) => sentBy.includes('AUDITOR')).map(({ name }) => name);
    expect(own.sort()).toEqual([
      ...['LookUpHousehold', 'ReadPersonalData', 'RequestEvidencePackage', 'TakeEvidencePackage'],
    ]);
  });
});
