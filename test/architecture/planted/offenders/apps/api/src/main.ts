import '@kernel/nowhere';
export const main = 'api';
