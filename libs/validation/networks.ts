import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, isIP } from 'class-validator';
import { applyDecorators } from './decorators';
import { checkEach } from './fields';

const isNetwork = (value: unknown): boolean => {
  const [address = '', prefix = '', ...more] = typeof value === 'string' ? value.split('/') : [];
  const bits = isIP(address, 4) ? 32 : 128;
  return isIP(address) && more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
};

/** Networks as an address and the length of its prefix: `10.1.0.0/16`, `2001:db8::/32`. */
export const IsNetworkList = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(100),
    ArrayUnique(),
    checkEach('isNetwork', isNetwork),
  );
