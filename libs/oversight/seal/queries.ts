import { STAFF, type Role } from '@kernel/actor';
import type { EventStore } from '@event-store/event-store';
import type { Seal } from '@event-store/sealing/events';
import { readRootCode, rootCode } from '@event-store/sealing/root-code';
import { SealRegister } from '@event-store/sealing/seal-register';
import { answering, NothingKnown, NothingThen, type AnyAnswering, type Views } from '@query/answering';
import { pageOf } from '@query/paging';
import { PAGE } from '@query/register';
import { checkForm, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';

/** The seals of the log, newest first, and the keys they were made with. */
export class SealList {
  static readonly title = '封签';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly reach = 'OPEN';

  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

/** As somebody may type it; whether there is a slip in it, its last sign tells. */
const CODE_FORM = /^[\w\s*~$=-]{21,40}$/;

/** What was signed under a root code; whether there is such a seal, `GET /seals/{code}` tells those who have no account. */
export class SealByCode {
  static readonly title = '封签原文';
  static readonly askedBy = 'ANYONE';
  static readonly reach = 'OPEN';

  @checkForm('rootCode', CODE_FORM) code!: string;
}

const registerOf = async (store: EventStore): Promise<SealRegister> => {
  const register = SealRegister.of(store);
  await register.read();
  return register;
};

const row = ({ number, root, treeSize, count, sealedAt, keyId }: Seal, doubtful: Seal | null) => ({
  ...{ number, code: rootCode(root), root, treeSize, count, sealedAt, keyId },
  standing: doubtful?.number === number ? 'DOUBTFUL' : 'SOUND',
});

const list = async (asked: SealList, views: Views) => {
  const { seals, keys, doubtful, faults } = await registerOf(views.log.store);
  const { items, next } = pageOf([...seals].reverse(), asked, ({ number }) => String(number));
  return {
    items: items.map((seal) => row(seal, doubtful)),
    next,
    total: seals.length,
    keys: keys.all.map(({ number, keyId, publicKey, introducedAt, compromisedSince }) => ({
      ...{ number, keyId, publicKey, introducedAt, compromisedSince },
    })),
    faults,
  };
};

/** @throws NothingKnown where no seal has that code, or what was typed is none; NothingThen where it was made later */
const byCode = async ({ code: typed }: SealByCode, views: Views) => {
  const register = await registerOf(views.log.store);
  const { seals, keys, doubtful, faults } = register;
  const code = readRootCode(typed);
  if (code === null) throw new NothingKnown('seal', typed);
  const seal = register.byCode(code);
  if (seal === null) {
    const isMade = (await registerOf(views.log.whole)).byCode(code) !== null;
    throw isMade ? new NothingThen('seal', typed) : new NothingKnown('seal', typed);
  }
  const before = seals.find(({ number }) => number === seal.number - 1);
  return {
    ...row(seal, doubtful),
    ...{ form: seal.form, frontier: seal.frontier, last: seal.last, previousSeal: seal.previousSeal },
    signature: seal.signature,
    publicKey: keys.get(seal.keyId)?.publicKey ?? null,
    previousCode: before === undefined ? null : rootCode(before.root),
    faults,
  };
};

export const sealAnswers: readonly AnyAnswering[] = [
  answering(SealList, list),
  answering(SealByCode, byCode),
];
