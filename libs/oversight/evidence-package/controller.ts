import { questionsAt } from '@http/controllers';
import { EvidencePackageList } from './queries';

/** Packages themselves are served by the county, which makes them. */
export const EvidencePackageQuestions = questionsAt('evidence-packages', '证据包 Evidence', [
  [EvidencePackageList, ''],
]);
