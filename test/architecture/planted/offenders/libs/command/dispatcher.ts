export const dispatch = (): void => undefined;
