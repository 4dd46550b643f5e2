import { handled } from '@command/handling';
import { SetPolicyParameter } from './commands';
import { set } from './decider';
import { parameterRefusals } from './refusals';
import { parameter, parameterId } from './state';

export const handledParameter = handled(parameter, parameterRefusals, (handle) => [
  handle({
    command: SetPolicyParameter,
    decide: set,
    creates: ({ key }) => parameterId(key),
    place: ({ scope }) => scope,
  }),
]);
