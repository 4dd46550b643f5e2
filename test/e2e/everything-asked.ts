import type { Role } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { committedDocument, resolved } from '../openapi/resolved';
import { NEEDED } from './asked-for';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

interface Question {
  readonly parameters?: readonly Parameter[];
  readonly 'x-roles'?: readonly string[];
}

/** Of the fields of which one is to be named. */
const BESIDES: Readonly<Record<string, readonly [string, string][]>> = {
  '/coverage/losses': [['householdBindingIds', derivedId('no such binding')]],
};

/** A question that needs no entry to be asked, and somebody who may ask it. */
export interface Askable {
  readonly path: string;
  readonly role: Role;
  /** What may be asked besides, by name. */
  readonly fields: readonly string[];
}

/** What somebody is told of the own sign-in. */
const NOT_OF_THE_COUNTY = /^\/sign-in/;

const described = (): Readonly<Record<string, { readonly get?: Question }>> =>
  resolved(committedDocument()).paths as Readonly<Record<string, { readonly get?: Question }>>;

/** `ANYONE` is asked as somebody of the staff, and so is what they may ask besides others. */
const roleOf = (roles: readonly string[]): Role =>
  (roles.includes('ANYONE') || roles.includes('COUNTY_INFORMANT') ? 'COUNTY_INFORMANT' : roles[0]) as Role;

/** Every list and figure that the description of the API knows, as long a page of each as there is. */
export const everythingAsked = (): readonly Askable[] =>
  Object.entries(described()).flatMap(([path, { get }]) => {
    if (get === undefined || path.includes('{') || NOT_OF_THE_COUNTY.test(path)) return [];
    const { parameters = [], 'x-roles': roles = ['ANYONE'] } = get;
    const needed = parameters
      .filter((one) => one.in === 'query' && (one.required === true || one.name === 'limit'))
      .map(({ name }): [string, string] => [name, name === 'limit' ? '500' : (NEEDED[name] ?? '')]);
    const query = new URLSearchParams([...needed, ...(BESIDES[path] ?? [])]);
    const fields = parameters.map(({ name }) => name);
    return [{ path: `${path}?${query.toString()}`, role: roleOf(roles), fields }];
  });
