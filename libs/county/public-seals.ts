import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { readRootCode } from '@event-store/sealing/root-code';
import type { SealRegister } from '@event-store/sealing/seal-register';
import { answered } from '@http/answered';
import { takesNothing } from '@http/guard';
import { problems } from '@http/openapi-operation';
import { Malformed } from '@http/validation';
import { NothingKnown } from '@query/answering';

/** Token of the {@link SealRegister} for those who have not signed in. */
export const PUBLIC_SEALS = Symbol('public seals');

/** What a seal says to everybody. */
interface SealChecked {
  /** As it is printed. */
  readonly code: string;
  /** 1 for the first. */
  readonly number: number;
  /** ISO 8601 in UTC. */
  readonly sealedAt: string;
  /** All that the log held then. */
  readonly events: number;
  readonly standing: 'SOUND' | 'DOUBTFUL';
}

/** For whoever reads a code on a public notice and has no account: nothing is told but what was meant for print. */
@takesNothing()
@ApiTags('封签 Seals')
@Controller('seals')
export class PublicSeals {
  constructor(@Inject(PUBLIC_SEALS) private readonly register: SealRegister) {}

  @Get(':code')
  @ApiOperation({ operationId: 'SealCheck', summary: '核对公示的封签编码 SealCheck' })
  @ApiParam({ name: 'code', schema: { type: 'string', example: 'XXXXX-XXXXX-XXXXX-XXXXX-C' } })
  @answered('SealCheck', 'The log was sealed so.')
  @problems({
    ...{ 400: 'VALIDATION_FAILED', 404: 'NOT_FOUND', 429: 'TOO_MANY_REQUESTS', 431: 'HEADERS_TOO_LARGE' },
    503: 'LOG_UNAVAILABLE',
  })
  async check(@Param('code') typed: string): Promise<SealChecked> {
    const code = readRootCode(typed);
    if (code === null) throw new Malformed('VALIDATION_FAILED', [MISTYPED], 'SealCheck');
    await this.register.read();
    const seal = this.register.byCode(code);
    if (seal === null) throw new NothingKnown('seal', code);
    const { number, sealedAt, treeSize: events } = seal;
    const standing = this.register.doubtful?.number === number ? 'DOUBTFUL' : 'SOUND';
    return { code, number, sealedAt, events, standing };
  }
}

const MISTYPED = { pointer: '{code}', code: 'rootCode', params: {} };
