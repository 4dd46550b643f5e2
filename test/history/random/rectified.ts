import type { RecordedEvent } from '@event-store/event-store';
import { idOf } from '@projection/fold';
import { promise } from './promises';

interface Paper {
  readonly renews: string | null;
  isInForce: boolean;
  isOver: boolean;
  terminatedFor: string | null;
  readonly failures: Set<string>;
}

interface Judging {
  agreementIds: readonly string[];
  isAwaited: boolean;
}

interface Order {
  agreementIds: readonly string[];
  hasFailed: boolean;
}

type Data = RecordedEvent['data'];

const idsIn = (data: Data): readonly string[] => data['agreementIds'] as readonly string[];

const IN_PEACE = ['BY_CONSENT', 'FORCE_MAJEURE'];

/** R17, R18 told from the log alone: what an evaluation judges comes to its end, whatever becomes of the agreements meanwhile. */
export class Rectified {
  readonly #papers = new Map<string, Paper>();
  readonly #judgings = new Map<string, Judging>();
  readonly #orders = new Map<string, Order>();

  /** @throws BrokenPromise */
  take(event: RecordedEvent): void {
    this.#told[event.type]?.(idOf(event.stream), event.data);
  }

  /** Once nothing more happens. @throws BrokenPromise */
  end(): void {
    for (const [id, { agreementIds, hasFailed }] of this.#orders)
      for (const agreementId of hasFailed ? agreementIds : [])
        promise(this.#paper(agreementId).failures.has(id), `${agreementId} is not told that ${id} failed`);
  }

  readonly #told: Readonly<Record<string, ((id: string, data: Data) => void) | undefined>> = {
    EvaluationPlanned: (id, data) => this.#judgings.set(id, { agreementIds: idsIn(data), isAwaited: false }),
    EvaluationDataFrozen: (id, data) => {
      this.#judging(id).agreementIds = idsIn(data);
    },
    ScoreComputed: (id) => {
      this.#judging(id).isAwaited = true;
    },
    EvaluationFinalized: (id) => {
      this.#judging(id).isAwaited = false;
    },
    AgreementDrafted: (id, data) => {
      const renews = data['renews'] as string | null;
      const none = { isInForce: false, isOver: false, terminatedFor: null };
      this.#papers.set(id, { renews, ...none, failures: new Set() });
    },
    AgreementEnteredIntoForce: (id) => {
      this.#paper(id).isInForce = true;
    },
    AgreementRectificationFailed: (id, data) => {
      this.#paper(id).failures.add(data['rectificationId'] as string);
    },
    AgreementRectificationWithdrawn: (id, data) => {
      this.#paper(id).failures.delete(data['rectificationId'] as string);
    },
    AgreementExpired: (id) => this.#isOver(id, null),
    AgreementTerminated: (id, data) => {
      if (IN_PEACE.includes(data['cause'] as string)) this.#partsInPeace(id);
      this.#isOver(id, data['rectificationId'] as string | null);
    },
    RectificationOrdered: (id, data) => {
      const judged = data['source'] === 'EVALUATION' ? this.#judging(data['sourceId'] as string) : null;
      const forgotten = judged?.agreementIds.filter((one) => !idsIn(data).includes(one)) ?? [];
      promise(forgotten.length === 0, `${id} does not name ${forgotten.join()}, which was judged`);
      this.#orders.set(id, { agreementIds: idsIn(data), hasFailed: false });
    },
    RectificationFailed: (id, data) => this.#orders.set(id, { agreementIds: idsIn(data), hasFailed: true }),
    RectificationVoided: (id) => {
      const { agreementIds } = this.#order(id);
      const ended = agreementIds.filter((one) => this.#paper(one).terminatedFor === id);
      promise(ended.length === 0, `${id} was voided after ${ended.join()} had been terminated for it`);
      this.#orders.set(id, { agreementIds, hasFailed: false });
    },
    EligibilityRevoked: (_id, data) =>
      this.#isRevoked(data['agreementId'] as string, data['rectificationId'] as string),
  };

  #isOver(id: string, terminatedFor: string | null): void {
    Object.assign(this.#paper(id), { isInForce: false, isOver: true, terminatedFor });
  }

  #partsInPeace(id: string): void {
    const { renews } = this.#paper(id);
    for (const { agreementIds, isAwaited } of this.#judgings.values()) {
      const isJudged = agreementIds.some((one) => one === id || one === renews);
      promise(!(isAwaited && isJudged), `${id} was parted from between score and result`);
    }
  }

  #isRevoked(agreementId: string, rectificationId: string): void {
    const { isOver, terminatedFor } = this.#paper(agreementId);
    const { agreementIds, hasFailed } = this.#order(rectificationId);
    promise(isOver && hasFailed, `revoked for ${agreementId} before its end or failure`);
    promise(agreementIds.includes(agreementId), `revoked for ${agreementId}, which was not concerned`);
    const running = agreementIds.filter((one) => this.#paper(one).isInForce);
    const isDissolved = terminatedFor === rectificationId || running.length === 0;
    promise(isDissolved, `revoked for ${agreementId} while ${running.join()} runs`);
  }

  #paper = (id: string): Paper => found(this.#papers, id);
  #judging = (id: string): Judging => found(this.#judgings, id);
  #order = (id: string): Order => found(this.#orders, id);
}

const found = <T>(known: ReadonlyMap<string, T>, id: string): T => {
  const one = known.get(id);
  promise(one !== undefined, `nothing is known of ${id}`);
  return one;
};
