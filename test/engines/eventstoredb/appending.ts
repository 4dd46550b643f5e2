import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import type { UUID } from '@eventstore/db-client/generated/shared_pb';
import { MAX_APPEND_BYTES, type Appending, type Expectation, type Ledger, type Proposed } from './ledger';
import { manner, type Manners } from './manners';
import {
  expectationOf,
  identifierOf,
  Nothing,
  proposed,
  refusalMessage,
  shared,
  streamNameOf,
  streams,
} from './messages';
import { appendTooLarge, badRequest, streamDeleted } from './refusing';

interface Asked {
  readonly stream: string;
  readonly expected: Expectation;
  readonly events: readonly Proposed[];
}

interface Waiting {
  readonly asked: Asked;
  readonly answer: (appending: Appending) => void;
}

/** One append that comes in pieces. */
interface Begun {
  readonly correlation: UUID | undefined;
  readonly options: BatchAppendReq.Options;
  readonly events: Proposed[];
}

/** The whole append once its last piece is there. */
const gathered = (begun: Map<string, Begun>, message: BatchAppendReq): Begun | null => {
  const correlation = message.getCorrelationId();
  const key = JSON.stringify(correlation?.toObject());
  const options = message.getOptions();
  const one = begun.get(key) ?? (options === undefined ? null : { correlation, options, events: [] });
  if (one === null) return null;
  begun.set(key, one);
  one.events.push(...message.getProposedMessagesList().map(proposed));
  if (!message.getIsFinal()) return null;
  begun.delete(key);
  return one;
};

/** The writing side of the stand-in. Appends that come in together go to the disk together. */
export class AppendingSide {
  private queue: Waiting[] = [];

  constructor(
    private readonly ledger: Ledger,
    private readonly manners: Manners,
  ) {}

  /** One call for one append. */
  readonly append = (
    call: ServerReadableStream<AppendReq, AppendResp>,
    done: sendUnaryData<AppendResp>,
  ): void => {
    const events: Proposed[] = [];
    let options: AppendReq.Options | undefined;
    call.on('data', (message: AppendReq) => {
      const one = message.getProposedMessage();
      if (one === undefined) options = message.getOptions();
      else events.push(proposed(one));
    });
    call.on('end', () => {
      const refusal = manner(this.manners, call.metadata);
      const stream = streamNameOf(options?.getStreamIdentifier());
      if (refusal !== null || options === undefined || stream === '') {
        done(refusal ?? badRequest());
        return;
      }
      const asked = { stream, expected: expectationOf(options, options.getRevision()), events };
      this.submit(asked, (appending) => answerOne(asked, appending, done));
    });
  };

  /** Many appends on one call, each known by its correlation id. */
  readonly batchAppend = (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const begun = new Map<string, Begun>();
    const refusal = this.manners.isNotReady ? null : manner(this.manners, call.metadata);
    if (refusal !== null) {
      call.on('error', () => undefined);
      call.emit('error', refusal);
      return;
    }
    call.on('data', (message: BatchAppendReq) => {
      const whole = gathered(begun, message);
      if (whole !== null) this.batched(whole, call);
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  };

  private batched(
    { correlation, options, events }: Begun,
    call: { write(answer: BatchAppendResp): unknown },
  ): void {
    const stream = streamNameOf(options.getStreamIdentifier());
    const asked = { stream, expected: expectationOf(options, options.getStreamPosition()), events };
    const reply = (fill: (response: BatchAppendResp) => void): void => {
      const response = new streams.BatchAppendResp();
      response.setCorrelationId(correlation);
      response.setStreamIdentifier(identifierOf(stream));
      fill(response);
      call.write(response);
    };
    if (this.manners.isNotReady) reply(notReadyInBatch);
    else if (stream === '') reply(badRequestInBatch);
    else
      this.submit(asked, (appending) => {
        reply((response) => {
          fillBatch(response, asked, appending);
        });
      });
  }

  private submit(asked: Asked, answer: (appending: Appending) => void): void {
    this.queue.push({ asked, answer });
    if (this.queue.length === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    const waiting = this.queue.splice(0);
    const { ledger, manners } = this;
    const answers = ledger.together(() =>
      waiting.map(({ asked: { stream, expected, events } }) => ledger.append(stream, expected, events)),
    );
    if (manners.diesAfter !== null && (manners.diesAfter -= waiting.length) <= 0)
      process.kill(process.pid, 'SIGKILL');
    waiting.forEach(({ answer }, index) => answer(answers[index] as Appending));
  }
}

const answerOne = (
  { stream, expected }: Asked,
  appending: Appending,
  done: sendUnaryData<AppendResp>,
): void => {
  const answer = new streams.AppendResp();
  if (appending.kind === 'deleted' || appending.kind === 'too-large') {
    done(appending.kind === 'deleted' ? streamDeleted(stream) : appendTooLarge(MAX_APPEND_BYTES));
    return;
  }
  if (appending.kind === 'conflict') answer.setWrongExpectedVersion(conflictOf(expected, appending.actual));
  else {
    const success = new streams.AppendResp.Success();
    success.setCurrentRevision(String(appending.revision));
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(appending.position));
    position.setPreparePosition(String(appending.position));
    success.setPosition(position);
    answer.setSuccess(success);
  }
  done(null, answer);
};

const conflictOf = (expected: Expectation, actual: number): AppendResp.WrongExpectedVersion => {
  const conflict = new streams.AppendResp.WrongExpectedVersion();
  if (actual >= 0) conflict.setCurrentRevision(String(actual));
  else conflict.setCurrentNoStream(new shared.Empty());
  if (expected === 'no_stream') conflict.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') conflict.setExpectedStreamExists(new shared.Empty());
  else conflict.setExpectedRevision(String(expected));
  return conflict;
};

const fillBatch = (response: BatchAppendResp, { expected }: Asked, appending: Appending): void => {
  if (appending.kind === 'deleted')
    response.setError(refusalMessage('StreamDeleted', new shared.StreamDeleted().serializeBinary()));
  else if (appending.kind === 'too-large') response.setError(tooLargeInBatch());
  else if (appending.kind === 'conflict') {
    const bytes = batchConflict(expected, appending.actual);
    response.setError(refusalMessage('WrongExpectedVersion', bytes));
  } else {
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(String(appending.revision));
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(String(appending.position));
    position.setPreparePosition(String(appending.position));
    success.setPosition(position);
    response.setSuccess(success);
  }
};

const batchConflict = (expected: Expectation, actual: number): Uint8Array => {
  const conflict = new shared.WrongExpectedVersion();
  if (actual >= 0) conflict.setCurrentStreamRevision(String(actual));
  else conflict.setCurrentNoStream(new Nothing());
  if (expected === 'no_stream') conflict.setExpectedNoStream(new Nothing());
  else if (expected === 'stream_exists') conflict.setExpectedStreamExists(new Nothing());
  else conflict.setExpectedStreamPosition(String(expected));
  return conflict.serializeBinary();
};

const tooLargeInBatch = () => {
  const large = new shared.MaximumAppendSizeExceeded();
  large.setMaxappendsize(MAX_APPEND_BYTES);
  return refusalMessage('MaximumAppendSizeExceeded', large.serializeBinary());
};

const badRequestInBatch = (response: BatchAppendResp): void => {
  response.setError(refusalMessage('BadRequest', new shared.BadRequest().serializeBinary()));
};

/** The client knows no such reason and repeats the words. */
const notReadyInBatch = (response: BatchAppendResp): void => {
  response.setError(
    refusalMessage('BadRequest', new shared.BadRequest().serializeBinary(), 'Server Is Not Ready'),
  );
};
