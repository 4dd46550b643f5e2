export const agreements = [];
