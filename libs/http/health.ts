import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Registry } from 'prom-client';
import type { LogState } from '@event-store/served';
import type { ViewsState } from '@read-store/unavailable';

/** How far one read model or policy is behind the log. */
export interface ProjectionHealth {
  readonly name: string;
  readonly kind: 'projector' | 'policy';
  readonly state: string;
  readonly checkpoint: string;
  readonly behind: boolean;
  /** Age of the oldest event that waits, 0 where none does, null where it is not known. */
  readonly lagMs: number | null;
  readonly parkedStreams: number;
  /** The first of them, and why they wait. */
  readonly parked: readonly ParkedHealth[];
  /** Of a version that is being built beside the one that serves. */
  readonly progress: BuildHealth | null;
  /** Commands that were refused on their day. */
  readonly refusedDeadlines: readonly DeadlineHealth[];
  /** Commands that came too late to matter. */
  readonly overtaken: number;
  /** What keeps it from going on, as the process that runs it says. */
  readonly error: string | null;
}

export interface ParkedHealth {
  readonly stream: string;
  readonly error: string;
}

export interface BuildHealth {
  readonly done: number;
  readonly total: number;
  readonly etaSeconds: number | null;
}

export interface DeadlineHealth {
  readonly documentId: string;
  readonly dueOn: string;
  readonly codes: readonly string[];
}

export interface Health {
  readonly ready: boolean;
  /** `server`, here and below: where it is kept by one. */
  readonly log: { readonly engine: string; readonly head: string; readonly server?: LogState };
  readonly views: { readonly engine: string; readonly server?: ViewsState; readonly fault?: ViewsFault };
  readonly projections: readonly ProjectionHealth[];
  /** Null while nothing was sealed. */
  readonly lastSeal: SealHealth | null;
}

/** Why nothing that the read models say counts. */
export interface ViewsFault {
  readonly code: string;
  readonly message: string;
}

export interface SealHealth {
  readonly number: number;
  /** As it is published. */
  readonly code: string;
  readonly sealedAt: string;
  readonly ageMs: number;
  /** When an authority stamped it; null while none did. Absent where none is asked. */
  readonly timestampedAt?: string | null;
}

/** Where health comes from. */
export interface Pulse {
  health(): Promise<Health>;
  readonly metrics: Registry;
}

interface Reply {
  status(code: number): unknown;
}

/** Token of the {@link Pulse}. */
export const PULSE = Symbol('pulse');

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(@Inject(PULSE) private readonly pulse: Pulse) {}

  /** The process answers. */
  @Get('health/live')
  live(): object {
    return { status: 'live' };
  }

  /** Log and read models can be used; 503, with how far each has come, while one of them serves nothing yet. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const health = await this.pulse.health();
    if (!health.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: health.ready ? 'ready' : 'not ready', ...health };
  }

  /** Prometheus text. */
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.pulse.metrics.metrics();
  }
}
