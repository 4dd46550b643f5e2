export const known = 'known';
