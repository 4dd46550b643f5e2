import type { DynamicModule, FactoryProvider, Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { ContextModule } from '@query/context-module';
import { AskedInVain } from './asked-in-vain';
import { BACKEND, commandHandler, questionHandler, severalHandler, type Backend } from './buses';
import { EntranceController } from './entrance';
import { RightsGuard, type Identify } from './guard';
import { HealthController, PULSE, type Pulse } from './health';
import { ProblemController } from './problem-catalogue';
import { ProblemFilter, WORDING, type Wording } from './problem-filter';

export interface EdgeParts {
  readonly modules: readonly ContextModule[];
  readonly backend: Backend;
  readonly pulse: Pulse;
  readonly identify: Identify;
  readonly wording: Wording;
  /** Controllers that are no commands and no questions, with what they need. */
  readonly further: Pick<DynamicModule, 'controllers' | 'providers'>;
}

/** The HTTP door of a county: every module's controllers, a handler for every command and question, guard and problems. */
export const edgeModule = ({
  modules,
  backend,
  pulse,
  identify,
  wording,
  further,
}: EdgeParts): DynamicModule => {
  const controllers = modules.flatMap(({ controllers: own = [] }) => own) as Type[];
  return {
    module: class Edge {
      readonly of = modules.length;
    },
    imports: [CqrsModule.forRoot()],
    controllers: [
      ...controllers,
      ...(further.controllers ?? []),
      EntranceController,
      HealthController,
      ProblemController,
    ],
    providers: [
      { provide: BACKEND, useValue: backend },
      { provide: PULSE, useValue: pulse },
      { provide: WORDING, useValue: wording },
      { provide: APP_GUARD, useValue: new RightsGuard(identify, backend.witness) },
      { provide: APP_INTERCEPTOR, useValue: new AskedInVain(backend.witness) },
      { provide: APP_FILTER, useValue: new ProblemFilter(wording) },
      ...(further.providers ?? []),
      ...handlersOf(modules),
    ],
  };
};

const handlersOf = (modules: readonly ContextModule[]): readonly FactoryProvider[] =>
  modules.flatMap(({ handled, several = [], answers = [] }) => [
    ...(handled?.handlings ?? []).map(({ command }) => commandHandler(command)),
    ...several.map(severalHandler),
    ...answers.map(questionHandler),
  ]);
