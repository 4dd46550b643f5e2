import { VNodeState, type EventStoreDBClient } from '@eventstore/db-client';
import { GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import * as shared from '@eventstore/db-client/generated/shared_pb.js';
import type { LogState } from '../served';
import type { Connection } from './connection';

type Metadata = Parameters<GossipClient['read']>[1];
type CallOptions = object;

/** What the client has for its own use and does not show: its connection, ready for any service of the server. */
interface Inner {
  execute<C, T>(
    service: new (...parts: never[]) => C,
    name: string,
    action: (of: C) => Promise<T>,
  ): Promise<T>;
  callArguments(options: { readonly deadline: number }): [Metadata, CallOptions];
  getChannel(): Promise<{ getTarget(): string }>;
}

const inner = (client: EventStoreDBClient): Inner => client as unknown as Inner;

/** The package is CommonJS of a kind whose names cannot be seen from outside. */
const { Empty } = (shared as unknown as { readonly default: typeof shared }).default;

/** What the node tells of itself. What it does not tell is UNKNOWN; that it does not answer at all is an error. */
export const stateOf = async (connection: Connection): Promise<LogState> => {
  const ask = <T>(question: (client: EventStoreDBClient, deadline: number) => Promise<T>): Promise<T> =>
    connection.call('the state of the server', (client) => question(client, connection.callMs));
  try {
    const version = await ask(versionOf);
    const members = await ask(membersOf);
    const node = await ask((client) => nodeOf(client));
    const alive = members.filter((member) => member.getIsAlive()).length;
    return { version, node, role: roleOf(members, node), members: members.length, membersAlive: alive };
  } catch (error) {
    throw connection.unavailable(error);
  }
};

const versionOf = (client: EventStoreDBClient, deadline: number): Promise<string> => {
  const [metadata, options] = inner(client).callArguments({ deadline });
  return inner(client).execute(
    ServerFeaturesClient,
    'getSupportedMethods',
    (service) =>
      new Promise((resolve, reject) => {
        service.getSupportedMethods(new Empty(), metadata, options, (error, methods) =>
          error === null ? resolve(methods.getEventStoreServerVersion()) : reject(error),
        );
      }),
  );
};

const membersOf = (client: EventStoreDBClient, deadline: number): Promise<readonly MemberInfo[]> => {
  const [metadata, options] = inner(client).callArguments({ deadline });
  return inner(client).execute(
    GossipClient,
    'gossip',
    (service) =>
      new Promise((resolve, reject) => {
        service.read(new Empty(), metadata, options, (error, cluster: ClusterInfo) =>
          error === null ? resolve(cluster.getMembersList()) : reject(error),
        );
      }),
  );
};

/** `dns:127.0.0.1:2113` → `127.0.0.1:2113`. */
const nodeOf = async (client: EventStoreDBClient): Promise<string> =>
  (await inner(client).getChannel()).getTarget().replace(/^[a-z\d]+:\/*/, '');

/** A node behind another address than its own is known only where it is alone. */
const roleOf = (members: readonly MemberInfo[], node: string): string => {
  const own = members.length === 1 ? members[0] : members.find((member) => addressOf(member) === node);
  const state = Object.entries(VNodeState).find(([, value]) => value === own?.getState());
  return state?.[0] ?? 'UNKNOWN';
};

const addressOf = (member: MemberInfo): string => {
  const at = member.getHttpEndPoint();
  return `${at?.getAddress() ?? ''}:${String(at?.getPort() ?? '')}`;
};
