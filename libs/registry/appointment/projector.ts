import type { Role } from '@kernel/actor';
import { register, type Registered } from '@projection/fold';
import type { AppointmentEvent } from './events';
import { appointment, type Appointment } from './state';

type Term = { readonly user: string; readonly from: string; readonly until: string | null };
type Deputy = Term & { readonly to: string; readonly delegationId: string };

/** A post with everybody who held it, was away from it or stood in. */
export type AppointmentRow = Registered & {
  readonly division: string;
  readonly role: Role;
  readonly seat: number;
  readonly subjectId: string | null;
  /** Of the newest appointment. */
  readonly purpose: string | null;
  readonly tenures: readonly Term[];
  readonly leaves: readonly Term[];
  readonly delegations: readonly Deputy[];
  /** Whoever ever acted or may act in it. */
  readonly users: readonly string[];
};

type Line = Omit<AppointmentRow, keyof Registered>;

const rememberedIn = ({ role, division, seat, subjectId, ...row }: Line): Appointment =>
  ({ ...row, post: { role, divisionCode: division, seat, subjectId } }) as unknown as Appointment;

const lineOf = ({ post, ...lists }: Appointment, purpose: string | null): Line => {
  const { tenures, leaves, delegations } = lists;
  const users = [...tenures.map(({ user }) => user), ...delegations.map(({ to }) => to)];
  const { role, divisionCode, seat, subjectId } = post as NonNullable<Appointment['post']>;
  return {
    ...{ role, division: divisionCode, seat, subjectId, purpose, tenures, leaves, delegations },
    users: [...new Set(users)].sort(),
  };
};

/** The register remembers what the rules remember. */
const after = (row: AppointmentRow | undefined, event: AppointmentEvent): Line => {
  const before = row === undefined ? appointment.initial : rememberedIn(row);
  const purpose = event.type === 'OfficerAppointed' ? event.data.purpose : (row?.purpose ?? null);
  return lineOf(appointment.evolve(before, event), purpose);
};

const told = (row: AppointmentRow | undefined, { type, data }: { type: string; data: object }): Line =>
  after(row, { type, data } as AppointmentEvent);

export const appointmentRegister = register<AppointmentEvent, AppointmentRow>({
  name: 'appointment',
  version: 1,
  categories: ['appointment'],
  collection: 'appointments',
  indexes: [{ fields: ['division', 'role'] }, { fields: ['role', 'division'] }],
  arrays: ['users'],
  on: {
    OfficerAppointed: told,
    OfficerRelieved: told,
    LeaveGranted: told,
    LeaveEnded: told,
    DelegationGranted: told,
    DelegationEnded: told,
  },
});
