import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { NothingKnown } from '@query/answering';
import { takesNothing } from './guard';
import { WORDING, type Wording } from './problem-filter';

/** What the `type` of a problem document points to: every code there is, in both languages. */
@takesNothing()
@ApiTags('错误码 Problems')
@Controller('problems')
export class ProblemController {
  constructor(@Inject(WORDING) private readonly wording: Wording) {}

  @Get()
  @ApiOperation({ operationId: 'Problems', summary: '全部错误码 Problems' })
  @ApiResponse({ status: 200 })
  @ApiResponse({ status: 400, description: 'VALIDATION_FAILED' })
  all(): object {
    const codes = Object.entries(this.wording.texts).sort(([a], [b]) => (a < b ? -1 : 1));
    return { items: codes.map(([code, text]) => ({ code, ...text })) };
  }

  @Get(':code')
  @ApiOperation({ operationId: 'ProblemByCode', summary: '错误码说明 ProblemByCode' })
  @ApiResponse({ status: 200 })
  @ApiResponse({ status: 400, description: 'VALIDATION_FAILED' })
  @ApiResponse({ status: 404, description: 'NOT_FOUND' })
  one(@Param('code') code: string): object {
    const text = this.wording.texts[code];
    if (text === undefined) throw new NothingKnown('problem', code);
    return { code, ...text };
  }
}
