import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Words } from '@kernel/words';
import { NothingKnown } from '@query/answering';
import { answered } from './answered';
import { takesNothing } from './guard';
import { problems } from './openapi-operation';
import { WORDING, type Wording } from './problem-filter';

/** What a code means whatever it is said of; what differs stands in braces. */
interface ProblemText extends Words {
  readonly code: string;
}

/** What the `type` of a problem document points to: every code there is, in both languages. */
@takesNothing()
@ApiTags('错误码 Problems')
@Controller('problems')
export class ProblemController {
  constructor(@Inject(WORDING) private readonly wording: Wording) {}

  @Get()
  @ApiOperation({ operationId: 'Problems', summary: '全部错误码 Problems' })
  @answered('Problems', 'Every code, in their order.')
  @problems({ 400: 'VALIDATION_FAILED' })
  all(): { readonly items: readonly ProblemText[] } {
    const codes = Object.entries(this.wording.texts).sort(([a], [b]) => (a < b ? -1 : 1));
    return { items: codes.map(([code, text]) => ({ code, ...text })) };
  }

  @Get(':code')
  @ApiOperation({ operationId: 'ProblemByCode', summary: '错误码说明 ProblemByCode' })
  @answered('ProblemByCode', 'What the code means.')
  @problems({ 400: 'VALIDATION_FAILED', 404: 'NOT_FOUND' })
  one(@Param('code') code: string): ProblemText {
    const text = this.wording.texts[code];
    if (text === undefined) throw new NothingKnown('problem', code);
    return { code, ...text };
  }
}
