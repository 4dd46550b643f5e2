import { createRequire } from 'node:module';
import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import type * as FeaturesPb from '@eventstore/db-client/generated/serverfeatures_pb';
import type * as GossipPb from '@eventstore/db-client/generated/gossip_pb';
import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import { AppendingSide } from './appending';
import { Ledger } from './ledger';
import { manner, wellMannered, type Manners, type Member } from './manners';
import type { Identity } from './identity';
import { streamNameOf, streams } from './messages';
import { ReadingSide } from './reading';

const require = createRequire(import.meta.url);
const features = require('@eventstore/db-client/generated/serverfeatures_pb') as typeof FeaturesPb;
const gossip = require('@eventstore/db-client/generated/gossip_pb') as typeof GossipPb;
const service = (file: string, name: string): ServiceDefinition =>
  (require(`@eventstore/db-client/generated/${file}_grpc_pb`) as Record<string, ServiceDefinition>)[
    name
  ] as ServiceDefinition;

export interface StandIn {
  readonly port: number;
  readonly url: string;
  readonly manners: Manners;
  /** Subscriptions that were ever opened. */
  readonly opened: number;
  /** Records that were read other than by a subscription. */
  readonly given: number;
  /** Records and checkpoints that were told in subscriptions. */
  readonly told: number;
  /** Those who wait look at their manners again. */
  wake(): void;
  close(): Promise<void>;
}

export interface StandInOptions {
  /** The file its log is kept in, so that it can be killed and begin again. */
  readonly path?: string;
  readonly port?: number;
  /** It writes nothing about itself into its log. */
  readonly isQuiet?: boolean;
  /** The log of a cluster, which all of its nodes share. */
  readonly ledger?: Ledger;
  /** In the clear where absent. */
  readonly identity?: Identity;
}

/**
 * Stands in for one node of EventStoreDB 24.6 where that cannot be had: the part of its gRPC services that the client uses,
 * answering as the real server was seen to (see answers.spec.ts).
 */
export const startStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const { path = ':memory:', port = 0, identity } = options;
  const ledger = options.ledger ?? new Ledger(path, options.isQuiet);
  const manners = wellMannered();
  const reading = new ReadingSide(ledger, manners);
  const appending = new AppendingSide(ledger, manners);
  const unsubscribe = ledger.onAppended(() => reading.wake());
  const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
  server.addService(service('streams', 'StreamsService'), {
    append: appending.append,
    batchAppend: appending.batchAppend,
    read: reading.read,
    delete: ending({ ledger, manners, tombstone: false }, () => new streams.DeleteResp()),
    tombstone: ending({ ledger, manners, tombstone: true }, () => new streams.TombstoneResp()),
  });
  server.addService(service('serverfeatures', 'ServerFeaturesService'), { getSupportedMethods });
  let bound = port;
  server.addService(service('gossip', 'GossipService'), { read: telling(() => membersOf(manners, bound)) });
  bound = await listen(server, port, identity);
  return {
    port: bound,
    url: `esdb://127.0.0.1:${String(bound)}?tls=${String(identity !== undefined)}`,
    manners,
    get opened() {
      return reading.opened;
    },
    get given() {
      return reading.given;
    },
    get told() {
      return reading.told;
    },
    wake: () => reading.wake(),
    close: async () => {
      unsubscribe();
      server.forceShutdown();
      await Promise.resolve();
      if (options.ledger === undefined) ledger.close();
    },
  };
};

const listen = (server: Server, port: number, identity: Identity | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    const credentials =
      identity === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { private_key: Buffer.from(identity.key), cert_chain: Buffer.from(identity.certificate) },
          ]);
    server.bindAsync(`127.0.0.1:${String(port)}`, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });

type Ended = DeleteResp | TombstoneResp;

const ending =
  (
    { ledger, manners, tombstone }: { ledger: Ledger; manners: Manners; tombstone: boolean },
    answer: () => Ended,
  ) =>
  (call: ServerUnaryCall<DeleteReq | TombstoneReq, Ended>, done: sendUnaryData<Ended>): void => {
    const refusal = manner(manners, call.metadata);
    if (refusal === null)
      ledger.end(streamNameOf(call.request.getOptions()?.getStreamIdentifier()), tombstone);
    done(refusal, refusal === null ? answer() : null);
  };

const getSupportedMethods = (_call: unknown, done: sendUnaryData<FeaturesPb.SupportedMethods>): void => {
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion('24.6.0');
  const batch = new features.SupportedMethod();
  batch.setMethodName('batchappend');
  batch.setServiceName('event_store.client.streams.streams');
  supported.addMethods(batch);
  done(null, supported);
};

const membersOf = ({ members }: Manners, port: number): readonly Member[] =>
  members ?? [{ host: '127.0.0.1', port, state: 'LEADER', isAlive: true }];

const telling =
  (members: () => readonly Member[]) =>
  (_call: unknown, done: sendUnaryData<GossipPb.ClusterInfo>): void => {
    const cluster = new gossip.ClusterInfo();
    for (const { host, port, state, isAlive } of members()) {
      const member = new gossip.MemberInfo();
      member.setState(gossip.MemberInfo.VNodeState[state]);
      member.setIsAlive(isAlive);
      const at = new gossip.EndPoint();
      at.setAddress(host);
      at.setPort(port);
      member.setHttpEndPoint(at);
      cluster.addMembers(member);
    }
    done(null, cluster);
  };
