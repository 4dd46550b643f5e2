export const bind = 'bind';
