import { handled } from '@command/handling';
import {
  AppointOfficer,
  EndDelegation,
  EndLeave,
  GrantDelegation,
  GrantLeave,
  HandOverPost,
  RelieveFormerHead,
  RelieveOfficer,
} from './commands';
import {
  appoint,
  endDelegation,
  endLeave,
  grantDelegation,
  grantLeave,
  handOver,
  postOf,
  relieve,
  relieveFormerHead,
} from './decider';
import { appointedFacts, deputyFacts, formerHeadFacts, successorFacts } from './facts';
import { appointmentRefusals } from './refusals';
import { appointment, postId } from './state';

export const handledAppointment = handled(appointment, appointmentRefusals, (handle) => [
  handle({
    command: AppointOfficer,
    decide: appoint,
    creates: (command) => postId(postOf(command)),
    place: ({ division }) => division,
    facts: appointedFacts,
  }),
  handle({ command: HandOverPost, decide: handOver, facts: successorFacts }),
  handle({ command: RelieveOfficer, decide: relieve }),
  handle({ command: RelieveFormerHead, decide: relieveFormerHead, facts: formerHeadFacts }),
  handle({ command: GrantLeave, decide: grantLeave }),
  handle({ command: EndLeave, decide: endLeave }),
  handle({ command: GrantDelegation, decide: grantDelegation, facts: deputyFacts }),
  handle({ command: EndDelegation, decide: endDelegation }),
]);
