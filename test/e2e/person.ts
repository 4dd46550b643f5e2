import { randomUUID } from 'node:crypto';
import type { Answer, RunningCounty } from './running-county';

/** Somebody with an account, as the doors of the sign-in see them. */
export class Person {
  constructor(
    private readonly county: RunningCounty,
    private readonly token: string,
    private readonly post?: string,
  ) {}

  static async signedIn(county: RunningCounty, login: string, password: string): Promise<Person> {
    const { body, status } = await signIn(county, { login, password });
    if (status !== 200) throw new Error(`${login}: ${JSON.stringify(body)}`);
    return new Person(county, body.token as string);
  }

  in(post: string): Person {
    return new Person(this.county, this.token, post);
  }

  async get(path: string): Promise<Answer> {
    return await this.county.http.get(path).set(this.headers());
  }

  async asks(path: string, body: object = {}): Promise<Answer> {
    const key = { 'idempotency-key': randomUUID() };
    return await this.county.http.post(path).set(this.headers()).set(key).send(body);
  }

  /** Expects to be done, and everybody to know. @throws with the problem where it was refused */
  async does(path: string, body: object = {}): Promise<Answer['body']> {
    const answer = await this.asks(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    await this.county.settle();
    return answer.body;
  }

  private headers(): Record<string, string> {
    return {
      authorization: `Bearer ${this.token}`,
      ...(this.post === undefined ? {} : { 'post-id': this.post }),
    };
  }
}

export const signIn = async (county: RunningCounty, shown: object): Promise<Answer> =>
  await county.http.post('/sign-in').send(shown);

/** Registers somebody, who changes the password that was given. */
export const anAccount = async (county: RunningCounty, admin: Person, login: string): Promise<Person> => {
  const given = { login, password: 'given-at-the-counter' };
  const { id } = await admin.does('/users', { login, division: '530424000000', name: `示例${login}` });
  await admin.does(`/users/${id as string}/reset-password`, { password: given.password });
  const password = passwordOf(login);
  await county.http
    .post('/sign-in/password')
    .send({ ...given, next: password })
    .expect(204);
  return Person.signedIn(county, login, password);
};

export const passwordOf = (login: string): string => `${Buffer.from(login).toString('hex')}-correct-horse`;
