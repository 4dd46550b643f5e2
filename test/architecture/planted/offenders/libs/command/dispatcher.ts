import '@http/door';
export const dispatch = (): void => undefined;
