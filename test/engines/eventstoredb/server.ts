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
import { wellMannered, type Manners } from './manners';
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
  close(): Promise<void>;
}

/**
 * Stands in for one node of EventStoreDB 24.6 where that cannot be had: the part of its gRPC services that the client uses, answering as
 * the real server was seen to (see answers.spec.ts). `path`: the file its log is kept in, so that it can be killed and begin again.
 */
export const startStandIn = async (path = ':memory:', port = 0): Promise<StandIn> => {
  const ledger = new Ledger(path);
  const manners = wellMannered();
  const reading = new ReadingSide(ledger, manners);
  const appending = new AppendingSide(ledger, manners, () => reading.wake());
  const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
  server.addService(service('streams', 'StreamsService'), {
    append: appending.append,
    batchAppend: appending.batchAppend,
    read: reading.read,
    delete: ending(ledger, { tombstone: false, answer: () => new streams.DeleteResp() }),
    tombstone: ending(ledger, { tombstone: true, answer: () => new streams.TombstoneResp() }),
  });
  server.addService(service('serverfeatures', 'ServerFeaturesService'), { getSupportedMethods });
  let bound = port;
  server.addService(service('gossip', 'GossipService'), { read: members(() => bound) });
  bound = await listen(server, port);
  return {
    port: bound,
    url: `esdb://127.0.0.1:${String(bound)}?tls=false`,
    manners,
    close: async () => {
      server.forceShutdown();
      await Promise.resolve();
      ledger.close();
    },
  };
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${String(port)}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });

type Ended = DeleteResp | TombstoneResp;

const ending =
  (ledger: Ledger, { tombstone, answer }: { readonly tombstone: boolean; readonly answer: () => Ended }) =>
  (call: ServerUnaryCall<DeleteReq | TombstoneReq, Ended>, done: sendUnaryData<Ended>): void => {
    ledger.end(streamNameOf(call.request.getOptions()?.getStreamIdentifier()), tombstone);
    done(null, answer());
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

const members =
  (port: () => number) =>
  (_call: unknown, done: sendUnaryData<GossipPb.ClusterInfo>): void => {
    const member = new gossip.MemberInfo();
    member.setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    const at = new gossip.EndPoint();
    at.setAddress('127.0.0.1');
    at.setPort(port());
    member.setHttpEndPoint(at);
    const cluster = new gossip.ClusterInfo();
    cluster.addMembers(member);
    done(null, cluster);
  };
