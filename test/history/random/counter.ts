import { isDeepStrictEqual } from 'node:util';
import { BY_RULE, isTaken } from '@kernel/lifecycle';
import { MEETING_CATEGORY } from '@kernel/meeting';
import { Refusal } from '@kernel/refusal';
import type { Outcome } from '@command/dispatcher';
import { enveloped, type Envelope } from '@command/envelope';
import { CommandIdReused, NotFound } from '@command/faults';
import { prepared } from '@county/erasing';
import { aggregates, modules } from '@county/modules';
import { categoryOf, START, type RecordedEvent } from '@event-store/event-store';
import { instanceOf } from '@http/validation';
import { idOf } from '@projection/fold';
import { CorrectHead } from '@registry/household/commands';
import { LookUpHousehold } from '@registry/personal-read/commands';
import { policyActor, type CountyKept } from './county-kept';
import type { Model } from './model';
import { answerOf, gist, kindOf, promise, requireFirstAnswer, requireReused, type Answer } from './promises';
import type { Asked } from './reactions';
import type { Roll } from './roll';
import { debtsIn, unsoundIn } from './soundness';
import { count, type Tally } from './tally';

const BY_CATEGORY = new Map(aggregates.map(({ aggregate }) => [aggregate.category, aggregate]));
const LIFECYCLES = new Map(
  modules.flatMap(({ handled, lifecycle }) =>
    handled === undefined || lifecycle === undefined ? [] : [[handled.aggregate.category, lifecycle]],
  ),
);

/** The same command as often as it is wanted, each time in an envelope of its own. */
export type Sealing = (more?: Partial<Envelope>) => object;

/** Who holds a document is told on record only, and by no dry run. */
const TELLING = ['DOCUMENT_ALREADY_REGISTERED', 'DOCUMENT_REGISTERED_ELSEWHERE', 'MEMBER_ALREADY_LISTED'];

/** What follows from whose a document is: a dry run does not look. */
const BY_DOCUMENT = [...TELLING, 'MEMBER_RELATIONS_MISSING'];

const isRefusedWith = (codes: readonly string[], answer: Answer): boolean =>
  'error' in answer &&
  answer.error instanceof Refusal &&
  answer.error.unmet.some(({ code }) => codes.includes(code));

/** Whether a head is known so already is told on record only, too. */
const isSaidAgain = (command: object, answer: Answer): boolean =>
  command instanceof CorrectHead && 'outcome' in answer && answer.outcome.events.length === 0;

const requireAlike = (command: object, [tried, answer]: readonly [Answer, Answer]): void =>
  promise(
    isRefusedWith(BY_DOCUMENT, answer) ||
      isSaidAgain(command, answer) ||
      isDeepStrictEqual(gist(tried), gist(answer)),
    'the dry run answers otherwise',
  );

/** Where commands come in: each is held against what is promised, and what follows from it is done at once. */
export class Counter {
  constructor(
    private readonly kept: CountyKept,
    private readonly model: Model,
    private readonly tally: Tally,
  ) {}

  async send(sealed: Sealing, roll: Roll): Promise<void> {
    const isTried = roll.happens(0.3) && !(sealed() instanceof LookUpHousehold);
    const tried = isTried ? await this.#without(() => this.#dispatch(sealed({ dryRun: true }))) : null;
    const answer = await this.#dispatch(sealed());
    const kind = kindOf(answer);
    this.tally.answered(kind);
    if (tried !== null) requireAlike(sealed(), [tried, answer]);
    if ('outcome' in answer && kind === 'DONE') return this.#done(answer.outcome, sealed, roll);
    this.#requireNothingBut(isRefusedWith(TELLING, answer) ? [MEETING_CATEGORY] : [], await this.kept.news());
    if ('error' in answer) this.#refused(answer.error);
  }

  /** What a policy asks for. A refusal is an answer to it; anything else it would wait out for ever. */
  async obey({ policy, intent, commandId }: Asked): Promise<void> {
    const cause = { policy, causeEventId: commandId, causePosition: START, index: 0 };
    const { command, id, effectiveDate, reason } = await prepared(this.kept.county, intent, cause);
    const { faults } = instanceOf(command.constructor as new () => object, { ...command });
    promise(faults.length === 0, `${policy} asks for what is no command: ${JSON.stringify(faults)}`);
    const envelope = {
      ...{ commandId, actor: policyActor(policy), reason },
      ...(id === undefined ? {} : { id }),
      ...(effectiveDate === undefined ? {} : { effectiveDate: effectiveDate as never }),
    };
    const answer = await this.#dispatch(enveloped(command, envelope));
    const isOld = 'outcome' in answer ? answer.outcome.replayed : answer.error instanceof CommandIdReused;
    promise(!isOld, `${policy} asks for something new by an id that has been answered`);
    const kind = kindOf(answer);
    if ('outcome' in answer) return this.follow();
    promise(kind === 'REFUSED', `${policy} waits for ever: ${String(answer.error)}`);
    count(this.tally.parked, `${policy} ${command.constructor.name}: ${String(answer.error)}`);
  }

  /** Lets everybody know what was written, and does what they ask for. */
  async follow(): Promise<void> {
    for (let news = await this.kept.news(); news.length > 0; news = await this.kept.news()) {
      const asked = news.flatMap((event) => this.#take(event));
      for (const one of asked) await this.obey(one);
    }
  }

  #requireNothingBut(categories: readonly string[], news: readonly RecordedEvent[]): void {
    const isExpected = news.every(({ stream }) => categories.includes(categoryOf(stream)));
    promise(isExpected, 'nothing was done, but something was written');
    for (const event of news) this.#take(event);
  }

  #dispatch(command: object): Promise<Answer> {
    return answerOf(this.kept.dispatcher.dispatch(command));
  }

  /** @throws BrokenPromise where something was written */
  async #without(send: () => Promise<Answer>): Promise<Answer> {
    const head = await this.kept.county.store.head();
    const answer = await send();
    promise((await this.kept.county.store.head()) === head, 'something was written that should not be');
    return answer;
  }

  #refused(error: unknown): void {
    if (error instanceof Refusal) this.tally.refused(error.unmet.map(({ code }) => code));
    if (error instanceof NotFound)
      promise(!this.model.exists(error.category, error.id), `${error.id} is there and was not found`);
  }

  async #done(outcome: Outcome, sealed: Sealing, roll: Roll): Promise<void> {
    this.#requireTaken(sealed().constructor.name, outcome);
    requireFirstAnswer(outcome, await this.#without(() => this.#dispatch(sealed())));
    if (roll.happens(0.1))
      requireReused(await this.#without(() => this.#dispatch(sealed({ reason: '另一个请求' }))));
    await this.follow();
  }

  /** What a person does is done only in a state that the table of its lifecycle names for it. */
  #requireTaken(command: string, { category, id }: Outcome): void {
    const [aggregate, lifecycle] = [BY_CATEGORY.get(category), LIFECYCLES.get(category)];
    const step = lifecycle?.steps[command];
    if (aggregate === undefined || lifecycle === undefined || step === undefined || step === BY_RULE) return;
    const state = lifecycle.stateOf(this.model.state(aggregate, id));
    promise(isTaken(step, state), `${command} is done in ${state}, where it is not taken`);
  }

  #take(event: RecordedEvent): readonly Asked[] {
    const faults = [...unsoundIn(event.data), ...debtsIn(event.data)];
    promise(faults.length === 0, `${event.type} is unsound: ${faults.join('; ')}`);
    this.tally.happened(event);
    const aggregate = BY_CATEGORY.get(categoryOf(event.stream));
    if (aggregate !== undefined) this.model.learn(aggregate, idOf(event.stream), [event]);
    return this.kept.reactions.take(event);
  }
}
