import { createRequire } from 'node:module';
import type * as SharedPb from '@eventstore/db-client/generated/shared_pb';
import type * as StatusPb from '@eventstore/db-client/generated/status_pb';
import type * as StreamsPb from '@eventstore/db-client/generated/streams_pb';
import type * as AnyPb from 'google-protobuf/google/protobuf/any_pb';
import type * as EmptyPb from 'google-protobuf/google/protobuf/empty_pb';
import type { Expectation, Proposed, Stored } from './ledger';

const require = createRequire(import.meta.url);
export const streams = require('@eventstore/db-client/generated/streams_pb') as typeof StreamsPb;
export const shared = require('@eventstore/db-client/generated/shared_pb') as typeof SharedPb;
const status = require('@eventstore/db-client/generated/status_pb') as typeof StatusPb;
const any = require('google-protobuf/google/protobuf/any_pb') as typeof AnyPb;
export const { Empty: Nothing } = require('google-protobuf/google/protobuf/empty_pb') as typeof EmptyPb;

type ProposedMessage = StreamsPb.AppendReq.ProposedMessage | StreamsPb.BatchAppendReq.ProposedMessage;

export const proposed = (message: ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export const streamNameOf = (identifier: SharedPb.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const identifierOf = (stream: string): SharedPb.StreamIdentifier => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream).toString('base64'));
  return identifier;
};

/** The named choice of an append's options, whichever of the two ways it came. */
export const expectationOf = (
  options: { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean },
  revision: string,
): Expectation => {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream_exists' : Number(revision);
};

export const eventMessage = (event: Stored): StreamsPb.ReadResp => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', '0');
  recorded.setCustomMetadata(event.metadata);
  recorded.setData(event.data);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  const answer = new streams.ReadResp();
  answer.setEvent(read);
  return answer;
};

export const notFoundMessage = (stream: string): StreamsPb.ReadResp => {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifierOf(stream));
  const answer = new streams.ReadResp();
  answer.setStreamNotFound(missing);
  return answer;
};

export const confirmationMessage = (): StreamsPb.ReadResp => {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId('subscription');
  const answer = new streams.ReadResp();
  answer.setConfirmation(confirmation);
  return answer;
};

export const caughtUpMessage = (): StreamsPb.ReadResp => {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return answer;
};

export const checkpointMessage = (position: number): StreamsPb.ReadResp => {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const answer = new streams.ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
};

type Detail =
  'WrongExpectedVersion' | 'StreamDeleted' | 'MaximumAppendSizeExceeded' | 'BadRequest' | 'Timeout';

/** How the batched way says no: the reason packed into a status. `text` is what the client repeats of a reason it does not know. */
export const refusalMessage = (kind: Detail, bytes: Uint8Array, text: string = kind): StatusPb.Status => {
  const details = new any.Any();
  details.pack(bytes, `event_store.client.${kind}`);
  const refusal = new status.Status();
  refusal.setMessage(text);
  refusal.setDetails(details);
  return refusal;
};
