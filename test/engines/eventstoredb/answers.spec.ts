import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { ofLeader, testedServer, type TestedServer } from './tested-server';
import { byItself, type Way } from '../../bench/by-itself';
import { Asking, type Question } from './asking';

const answers = JSON.parse(
  readFileSync(join(import.meta.dirname, 'answers.json'), 'utf8'),
) as readonly Question[];

const WAYS: readonly (readonly [string, (url: string) => Way])[] = [
  ['each append by itself', byItself],
  ['appends sent together', () => ({})],
];

/** The answers were taken down from EventStoreDB 24.6.0 through version 6.2.1 of the client. */
describe.each(WAYS)('a server answers as EventStoreDB does, %s', (_, way) => {
  let server: TestedServer;
  let client: EventStoreDBClient;
  let asking: Asking;

  beforeAll(async () => {
    server = await testedServer();
    client = EventStoreDBClient.connectionString(ofLeader(server.url));
    asking = new Asking(client, way(server.url));
  });
  afterAll(async () => {
    await client.dispose();
    await server.close();
  });

  it.each(answers)('$title', async (question) => {
    expect(await asking.ask(question)).toEqual(question.outcome);
  });
});
