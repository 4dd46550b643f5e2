export const bindings = [];
