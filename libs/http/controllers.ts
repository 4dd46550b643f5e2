import { Controller, Get, HttpCode, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Outcome } from '@command/dispatcher';
import type { Several } from '@command/several';
import type { CommandClass, Handled } from '@command/handling';
import { START } from '@event-store/event-store';
import type { QueryClass } from '@query/answering';
import { asked } from '@query/moment/asked';
import { entityTagOf, isHeld } from './entity-tag';
import { describeCommand, describeSeveral } from './openapi-operation';
import { describeQuestion, describeTag } from './openapi-question';
import { languageAsked, WORDING, type Wording } from './problem-filter';
import { actorOf, commandFrom, questionFrom, type EdgeRequest } from './request';
import { routeTo } from './route';
import { unmetTold } from './told';

/** The part of a reply the controllers touch. */
export interface EdgeReply {
  header(name: string, value: string): EdgeReply;
  status(code: number): EdgeReply;
  send(body: object | string): unknown;
}

type RouteTable<C> = readonly (readonly [C, string])[];

/**
 * The controller of an aggregate's commands: one POST route for each that a person may send, always the same steps (read the request, ask the
 * bus, answer). From the route table the next step is the module's `aggregate.ts`, which names the rule.
 */
// eslint-disable-next-line house/max-params -- reads as one line of a table of contents in every module
export const commandsAt = (
  path: string,
  tag: string,
  handled: Handled,
  routes: RouteTable<CommandClass>,
): Type => {
  requireRoutesOfPersons(handled, routes);

  class Commands {
    constructor(
      @Inject(CommandBus) readonly bus: CommandBus,
      @Inject(WORDING) readonly wording: Wording,
    ) {}
  }
  for (const [command, subPath] of routes) {
    const creates = handled.handlings.some(
      (handling) => handling.command === command && handling.creates !== undefined,
    );
    const method = async function (this: Commands, request: EdgeRequest, reply: EdgeReply): Promise<void> {
      const outcome = await this.bus.execute<object, Outcome>(commandFrom(command, request));
      answer(outcome, told(outcome, this.wording, request), { path, reply });
    };
    const decorators = [Post(subPath), routeTo(command), describeCommand(command, tag, creates)];
    addRoute(Commands.prototype, { name: command.name, method, decorators, parameters: [Req(), Res()] });
  }
  return named(Commands, `${handled.aggregate.category}Commands`, path);
};

/** The controller of what is sent several at once: one POST route for each. */
export const severalAt = (path: string, tag: string, routes: RouteTable<Several>): Type => {
  class Commands {
    constructor(
      @Inject(CommandBus) readonly bus: CommandBus,
      @Inject(WORDING) readonly wording: Wording,
    ) {}
  }
  for (const [{ command }, subPath] of routes) {
    const method = async function (this: Commands, request: EdgeRequest): Promise<object> {
      const outcomes = await this.bus.execute<object, readonly Outcome[]>(commandFrom(command, request));
      const items = outcomes.map((outcome) => told(outcome, this.wording, request));
      return { items, position: outcomes.at(-1)?.position ?? START };
    };
    const decorators = [Post(subPath), HttpCode(200), routeTo(command), describeSeveral(command, tag)];
    addRoute(Commands.prototype, { name: command.name, method, decorators, parameters: [Req()] });
  }
  return named(Commands, `${path}SeveralCommands`, path);
};

/** The controller of a module's questions: one GET route for each. */
export const questionsAt = (path: string, tag: string, routes: RouteTable<QueryClass>): Type => {
  class Questions {
    constructor(@Inject(QueryBus) readonly bus: QueryBus) {}
  }
  for (const [query, subPath] of routes) {
    if (subPath === ':id') entries.add(path);
    const method = async function (this: Questions, request: EdgeRequest, reply: EdgeReply): Promise<void> {
      const { question, ...asking } = questionFrom(query, request);
      const who = { actor: actorOf(request), requestId: request.id };
      const found = await this.bus.execute<object, object>(asked(question, { ...who, ...asking }));
      tell(found, request, reply);
    };
    const decorators = [Get(subPath), routeTo(query), describeQuestion(query, tag), describeTag(query)];
    addRoute(Questions.prototype, { name: query.name, method, decorators, parameters: [Req(), Res()] });
  }
  return named(Questions, `${path}Questions`, path);
};

/** Paths at which an entry is asked for by its id. */
const entries = new Set<string>();

/** 201 to who began the stream, whatever the command may do else. */
const answer = (outcome: Outcome, body: object, { path, reply }: Replying): void => {
  const { preview, replayed, events, revision, id } = outcome;
  if (preview !== undefined) {
    reply.status(200).send(body);
    return;
  }
  const isBorn = !replayed && events.length > 0 && events.length === revision + 1;
  reply.status(isBorn ? 201 : 200).header('etag', `"${String(revision)}"`);
  if (isBorn && entries.has(path)) reply.header('location', `/${path}/${id}`);
  if (replayed) reply.header('idempotency-replayed', 'true');
  reply.send(body);
};

interface Replying {
  readonly path: string;
  readonly reply: EdgeReply;
}

const told = (outcome: Outcome, { texts, titles }: Wording, request: EdgeRequest): object => {
  const { preview, replayed, events, category, ...rest } = outcome;
  const tongue = { titles, language: languageAsked(request) };
  const warnings = outcome.warnings.map((warning) => unmetTold(warning, texts, tongue));
  return preview === undefined
    ? { ...rest, category, events: events.map(({ type }) => type), warnings, replayed }
    : { dryRun: true, category, ...rest, events, warnings, ...preview };
};

/** Also where nothing is sent, for the caller holds it: it was asked, and put on record where that is to be. */
const tell = (found: object, { headers }: EdgeRequest, reply: EdgeReply): void => {
  const sent = JSON.stringify(found);
  const tag = entityTagOf(found, sent);
  if (tag !== null) reply.header('etag', tag);
  if (tag !== null && isHeld(headers['if-none-match'], tag)) reply.status(304).send('');
  else reply.header('content-type', 'application/json; charset=utf-8').status(200).send(sent);
};

export interface RouteMethod {
  readonly name: string;
  readonly method: (...args: never[]) => unknown;
  readonly decorators: readonly unknown[];
  readonly parameters: readonly ParameterDecorator[];
}

type Decorate = (target: object, name: string, descriptor: PropertyDescriptor) => void;

export const addRoute = (target: object, { name, method, decorators, parameters }: RouteMethod): void => {
  Object.defineProperty(target, name, { value: method, configurable: true, writable: true });
  for (const [index, decorate] of parameters.entries()) decorate(target, name, index);
  const descriptor = Object.getOwnPropertyDescriptor(target, name) as PropertyDescriptor;
  for (const decorate of decorators) (decorate as Decorate)(target, name, descriptor);
};

export const named = (controller: Type, name: string, path: string): Type => {
  Object.defineProperty(controller, 'name', { value: name });
  Controller(path)(controller);
  return controller;
};

/** What some person may send has a route, and what nobody may has none. */
const requireRoutesOfPersons = (handled: Handled, routes: RouteTable<CommandClass>): void => {
  const wrong = handled.handlings.filter(
    ({ command }) => routes.some(([routed]) => routed === command) !== command.sentBy.length > 0,
  );
  if (wrong.length > 0)
    throw new Error(
      `${handled.aggregate.category}: a route is missing or nobody may use it: ${wrong.map(({ command }) => command.name).join(', ')}`,
    );
};
