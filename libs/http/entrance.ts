import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SOFTWARE_VERSION } from './version';

const LINKS = {
  documentation: '/docs',
  openApi: '/docs-json',
  signIn: '/sign-in',
  problems: '/problems',
  health: '/health/ready',
} as const;

/** For whoever opens the bare address: where to go on. */
@ApiExcludeController()
@Controller()
export class EntranceController {
  @Get()
  where(): object {
    return { name: '双绑利益联结机制 shuangbang', version: SOFTWARE_VERSION, links: LINKS };
  }
}
