const undescribed: (() => void)[] = [];

/** Not before somebody asks for the document: to describe every route takes a sixth of what it takes to load the whole program. */
export const whenAsked =
  (described: (method: object) => MethodDecorator): MethodDecorator =>
  (target, name, descriptor) => {
    undescribed.push(() => void described(descriptor.value as object)(target, name, descriptor));
  };

/** Describes what has routes by now. */
export const describeRoutes = (): void => {
  for (const describe of undescribed.splice(0)) describe();
};
