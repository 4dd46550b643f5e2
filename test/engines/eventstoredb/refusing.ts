import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

const refused = (
  code: status,
  details: string,
  told: Readonly<Record<string, string>> = {},
): ServiceError => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(told)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

/** As a server says it that has just begun, or whose cluster is voting. */
export const notReady = (): ServiceError => refused(status.UNAVAILABLE, 'Server Is Not Ready');

export const notLeader = ({ host, port }: { readonly host: string; readonly port: number }): ServiceError =>
  refused(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const accessDenied = (): ServiceError =>
  refused(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): ServiceError => refused(status.UNAUTHENTICATED, 'Unauthenticated');

export const broken = (): ServiceError => refused(status.UNKNOWN, 'Unexpected ReadAllResult: Error');

export const streamDeleted = (stream: string): ServiceError =>
  refused(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const appendTooLarge = (most: number): ServiceError =>
  refused(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });

export const badRequest = (): ServiceError => refused(status.UNKNOWN, 'Unexpected BadRequest');
