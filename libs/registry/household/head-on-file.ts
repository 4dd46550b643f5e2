import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { householdEvents, type HeadIndex, type HouseholdEvent, type SealedHead } from './events';

/** What the stream of a household holds of its head of today, sealed and hashed; null until it is registered. */
export interface HeadOnFile {
  readonly villageCode: DivisionCode | null;
  readonly head: SealedHead;
  /** Whose key the head is sealed under; null where it is the household's. */
  readonly personId: string | null;
  readonly documentFingerprint: string | null;
  readonly phoneFingerprint: string | null;
}

const evolve = (file: HeadOnFile, event: HouseholdEvent): HeadOnFile => {
  switch (event.type) {
    case 'HouseholdRegistered':
      return { villageCode: event.data.villageCode, ...sealedIn(event.data), ...foundBy(event.data) };
    case 'HeadChanged':
      return { ...file, ...sealedIn(event.data), ...foundBy(event.data) };
    case 'HouseholdReindexed':
      return { ...file, ...foundBy(event.data) };
    case 'HouseholdMoved':
      return { ...file, villageCode: event.data.to };
    case 'HouseholdDataCorrected':
    case 'AlleviatedRecordSet':
    case 'AlleviatedRecordVoided':
    case 'MonitoringIdentified':
    case 'RiskEliminated':
    case 'MonitoringReopened':
    case 'LowIncomeSet':
    case 'LowIncomeCleared':
    case 'EligibilityAssessed':
    case 'IndustryWillRecorded':
    case 'HouseholdVanished':
      return file;
  }
};

const sealedIn = ({
  head,
  personId = null,
}: Pick<HeadOnFile, 'head'> & { readonly personId?: string | null }): Pick<
  HeadOnFile,
  'head' | 'personId'
> => ({
  head,
  personId,
});

const foundBy = ({ documentFingerprint, phoneFingerprint = null }: HeadIndex) => ({
  documentFingerprint,
  phoneFingerprint,
});

/** Another fold of the same stream, apart from what the rules of a household ask about. */
export const headOnFile: Aggregate<HeadOnFile, HouseholdEvent> = {
  category: 'household',
  initial: {
    ...{ villageCode: null, head: {}, personId: null },
    ...{ documentFingerprint: null, phoneFingerprint: null },
  },
  evolve,
  events: householdEvents,
  scope: ({ villageCode }) => villageCode,
};
