export const figure = 'figure';
