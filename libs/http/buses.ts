import type { FactoryProvider, Type } from '@nestjs/common';
import { CommandHandler, QueryHandler } from '@nestjs/cqrs';
import type { Dispatcher, Outcome } from '@command/dispatcher';
import { envelopeOf } from '@command/envelope';
import type { CommandClass } from '@command/handling';
import { dispatchSeveral, type Several } from '@command/several';
import type { AnyAnswering } from '@query/answering';
import type { Consequence, Disclosure, Open } from '@query/context-module';
import { askingOf, type Asking } from '@query/moment/asked';
import type { Hindsight } from '@query/moment/hindsight';
import type { ReadSide } from '@query/moment/read-side';
import { dryRunSeenBy } from '@query/story/one-aggregate';

/** What stands behind the edge. */
export interface Backend {
  readonly dispatcher: Dispatcher;
  readonly readSide: ReadSide;
  readonly hindsight: Hindsight;
  readonly consequences: readonly Consequence[];
  readonly disclosures: readonly Disclosure[];
  readonly open: Open;
  /** Puts on record what is asked, where that is to be; done before anything of an answer is known. */
  readonly witness: Witness;
}

/** Sees every question before it is answered, and what is asked in vain: what is refused or unknown says something too. */
export type Witness = (asked: Asked, asking: Witnessed) => Promise<void>;

/** A question or command by its name, with what it asks for. */
export interface Asked {
  readonly name: string;
  readonly fields: object;
}

export type Witnessed = Pick<Asking, 'actor' | 'requestId'> & Partial<Pick<Asking, 'asOf' | 'knownAt'>>;

/** Token of the {@link Backend}. */
export const BACKEND = Symbol('backend');

/** The handler of every command: the same steps for all of them, written once and registered for each class. */
export const commandHandler = (command: CommandClass): FactoryProvider => {
  @CommandHandler(command)
  class Handler {
    constructor(private readonly backend: Backend) {}

    async execute(asked: object): Promise<Outcome | object> {
      const outcome = await this.backend.dispatcher.dispatch(asked);
      return outcome.preview === undefined ? this.disclosing(asked, outcome) : this.explained(asked, outcome);
    }

    private async disclosing(asked: object, outcome: Outcome): Promise<object> {
      const disclosure = this.backend.disclosures.find(({ commands }) => commands.includes(command.name));
      if (disclosure === undefined) return outcome;
      const views = this.backend.readSide.viewsFor(envelopeOf(asked).actor);
      return { ...outcome, disclosed: await disclosure.of(outcome, views, this.backend.open) };
    }

    /** A dry run also says what would change beyond the aggregate. */
    private async explained(asked: object, outcome: Outcome): Promise<object> {
      const { actor, effectiveDate = null } = envelopeOf(asked);
      const views = this.backend.readSide.viewsFor(actor);
      const { before, after } = outcome.preview ?? { before: null, after: null };
      const planned = { id: outcome.id, command: asked, effectiveDate, before, after };
      const mine = this.backend.consequences.filter(({ commands }) => commands.includes(command.name));
      const effects = await Promise.all(mine.map(({ of }) => of(planned, views)));
      const { events, ...states } = await dryRunSeenBy(outcome, views);
      return { ...outcome, events, preview: { ...states, effects } };
    }
  }
  return provided(Handler, `${command.name}Handler`);
};

/** The handler of what is sent several at once. */
export const severalHandler = (several: Several): FactoryProvider => {
  @CommandHandler(several.command)
  class Handler {
    constructor(private readonly backend: Backend) {}

    execute(asked: object): Promise<readonly Outcome[]> {
      return dispatchSeveral(this.backend.dispatcher, several, asked);
    }
  }
  return provided(Handler, `${several.command.name}Handler`);
};

/** The handler of every question. */
export const questionHandler = ({ query, answer }: AnyAnswering): FactoryProvider => {
  @QueryHandler(query)
  class Handler {
    constructor(private readonly backend: Backend) {}

    async execute(question: object): Promise<object> {
      const asking = askingOf(question);
      if (asking.after !== undefined) await this.backend.readSide.waitUntil(asking.after);
      const { hindsight, witness } = this.backend;
      await witness({ name: query.name, fields: question }, asking);
      return hindsight.answered(question, asking, (views) => answer(question as never, views));
    }
  }
  return provided(Handler, `${query.name}Handler`);
};

const provided = (type: Type, name: string): FactoryProvider => {
  Object.defineProperty(type, 'name', { value: name });
  return { provide: type, useFactory: (backend: Backend) => new type(backend) as object, inject: [BACKEND] };
};
