import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { readRootCode } from '@event-store/sealing/root-code';
import type { SealRegister } from '@event-store/sealing/seal-register';
import { takesNothing } from '@http/guard';
import { problems } from '@http/openapi-operation';
import { Malformed } from '@http/validation';
import { NothingKnown } from '@query/answering';

/** Token of the {@link SealRegister} for those who have not signed in. */
export const PUBLIC_SEALS = Symbol('public seals');

const ANSWER = {
  type: 'object',
  required: ['code', 'number', 'sealedAt', 'events', 'standing'],
  properties: {
    code: { type: 'string', description: 'As it is printed.' },
    number: { type: 'integer', description: '1 for the first.' },
    sealedAt: { type: 'string', format: 'date-time' },
    events: { type: 'integer', description: 'All that the log held then.' },
    standing: { type: 'string', enum: ['SOUND', 'DOUBTFUL'] },
  },
} as const;

/** For whoever reads a code on a public notice and has no account: nothing is told but what was meant for print. */
@takesNothing()
@ApiTags('封签 Seals')
@Controller('seals')
export class PublicSeals {
  constructor(@Inject(PUBLIC_SEALS) private readonly register: SealRegister) {}

  @Get(':code')
  @ApiOperation({ operationId: 'SealCheck', summary: '核对公示的封签编码 SealCheck' })
  @ApiParam({ name: 'code', schema: { type: 'string', example: 'XXXXX-XXXXX-XXXXX-XXXXX-C' } })
  @ApiResponse({ status: 200, description: 'The log was sealed so.', schema: ANSWER as never })
  @problems({
    ...{ 400: 'VALIDATION_FAILED', 404: 'NOT_FOUND', 429: 'TOO_MANY_REQUESTS', 431: 'HEADERS_TOO_LARGE' },
    503: 'LOG_UNAVAILABLE',
  })
  async check(@Param('code') typed: string): Promise<object> {
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
