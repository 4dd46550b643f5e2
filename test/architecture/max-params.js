/** What Nest passes in is not counted: a decorated parameter, and a property that a constructor takes. */
const isInjected = (parameter) =>
  parameter.type === 'TSParameterProperty' || (parameter.decorators ?? []).length > 0;

/** At most so many parameters that a person has to pass in the right order. */
export const maxParams = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer', minimum: 0 }],
    messages: { tooMany: 'A function takes at most {{max}} parameters, this one takes {{count}}.' },
  },
  create(context) {
    const [max] = context.options;
    const check = (node) => {
      const count = node.params.filter((parameter) => !isInjected(parameter)).length;
      if (count > max) context.report({ node, messageId: 'tooMany', data: { max, count } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};
