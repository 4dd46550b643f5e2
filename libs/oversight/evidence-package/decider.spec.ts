import { describe, it } from '@jest/globals';
import { command, specify } from '@testing/decider';
import { handledEvidencePackage } from './aggregate';
import {
  BeginEvidencePackage,
  FailEvidencePackage,
  RecordEvidencePackage,
  RequestEvidencePackage,
  TakeEvidencePackage,
} from './commands';
import type { EvidencePackageEvent } from './events';
import { begun, COUNTY, failed, HERE, made, making, requested } from './story';

const [SUM, OTHER] = ['a'.repeat(64), 'c'.repeat(64)] as const;

const actor = { user: 'shen', role: 'AUDITOR', scope: COUNTY };
const { given } = specify<EvidencePackageEvent>(handledEvidencePackage, { actor });

/** Whoever may ask for evidence and does not audit. */
const others = (['SUPERVISOR', 'ADMIN'] as const).map((role) =>
  specify<EvidencePackageEvent>(handledEvidencePackage, { actor: { ...actor, role } }),
);

const begin = (attempt: number) => command(BeginEvidencePackage, { keeper: HERE, attempt });
const record = (sha256: string) => command(RecordEvidencePackage, making(sha256));
const fail = command(FailEvidencePackage, failed.data);
const take = (sha256: string) => command(TakeEvidencePackage, { sha256 });

describe('a package of evidence', () => {
  it('is asked for once: about what, for whom, what for, and no further than whoever asks may see', () => {
    const request = command(RequestEvidencePackage, {
      ...{ kind: 'division', name: '530424102000', purpose: '2024 年度分红审计' },
    });
    given().when(request).then(requested);
    given(requested).when(request).thenRefused('EVIDENCE_PACKAGE_REQUESTED_ALREADY');
  });

  it('is about something that there can be', () => {
    const naming = (kind: 'household' | 'period', name: string) =>
      given().when(command(RequestEvidencePackage, { kind, name, purpose: '核查' }));
    naming('household', '530424102000').thenRefused('EVIDENCE_SUBJECT_NOT_NAMED');
    naming('period', '2025-12-31..2025-01-01').thenRefused('EVIDENCE_SUBJECT_NOT_NAMED');
  });

  it('shows events as they are stored to auditors alone, whoever asks for it', () => {
    const { kind, name, purpose } = requested.data;
    const asking = { kind, name, purpose };
    const forAuditors = command(RequestEvidencePackage, { ...asking, recipient: 'AUDITOR' });
    for (const other of others) {
      other.given().when(forAuditors).thenRefused('EVIDENCE_NOT_OF_ROLE');
      other
        .given()
        .when(command(RequestEvidencePackage, asking))
        .then({ ...requested, data: { ...requested.data, recipient: 'SUPERVISOR' } });
    }
  });

  it('is begun by one of those who would make it', () => {
    given(requested).when(begin(1)).then(begun);
    given(requested, begun).when(begin(1)).thenRefused('EVIDENCE_PACKAGE_TAKEN_UP_ALREADY');
    given(requested, begun).when(begin(2)).then(begun);
    given(requested, begun, made(SUM)).when(begin(2)).thenRefused('EVIDENCE_PACKAGE_TAKEN_UP_ALREADY');
  });

  it('is given up where it ended whoever made it, three times', () =>
    given(requested, begun, begun, begun)
      .when(begin(4))
      .then({
        type: 'EvidencePackageFailed',
        data: { code: 'INTERRUPTED', message: 'whoever made it ended before it was made, 3 times' },
      }));

  it('is made, and made again as the same or as another', () => {
    given(requested, begun).when(record(SUM)).then(made(SUM));
    given(requested, begun, made(SUM)).when(record(SUM)).then();
    given(requested, begun, made(SUM)).when(record(OTHER)).then(made(OTHER));
    given(requested, begun, failed).when(record(SUM)).then(made(SUM));
  });

  it('fails with a reason, unless it was made', () => {
    given(requested, begun).when(fail).then(failed);
    given(requested, begun, made(SUM)).when(fail).then();
  });

  it('is taken away as it was made', () => {
    given(requested, begun, made(SUM), made(OTHER))
      .when(take(SUM))
      .then({ type: 'EvidencePackageTakenAway', data: { sha256: SUM, takenBy: 'shen' } });
    given(requested, begun, made(SUM)).when(take(OTHER)).thenRefused('EVIDENCE_PACKAGE_NOT_MADE');
  });

  it('is taken away by auditors alone where it was made for them', () => {
    const forSupervisors = { ...requested, data: { ...requested.data, recipient: 'SUPERVISOR' } } as const;
    const taken = { type: 'EvidencePackageTakenAway', data: { sha256: SUM, takenBy: 'shen' } } as const;
    for (const other of others) {
      other.given(requested, begun, made(SUM)).when(take(SUM)).thenRefused('EVIDENCE_NOT_OF_ROLE');
      other.given(forSupervisors, begun, made(SUM)).when(take(SUM)).then(taken);
    }
    given(forSupervisors, begun, made(SUM)).when(take(SUM)).then(taken);
  });
});
