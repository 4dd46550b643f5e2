import { checkForm } from './fields';

const FORM =
  /^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))$/;

/** `MM-DD`, a day that every year has. */
export const IsYearDay = (): PropertyDecorator => checkForm('isYearDay', FORM);
