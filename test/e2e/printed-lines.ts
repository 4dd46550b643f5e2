/** Lines for a shell as the demonstration prints them: `NAME=value`, then `curl …` with those names in it. */
export interface Printed {
  readonly line: string;
  readonly url: string;
  readonly init: RequestInit;
}

export const printedIn = (out: string): readonly Printed[] => {
  const lines = out.split('\n').map((line) => line.trim());
  const values = new Map(
    lines
      .flatMap((line) => [/^([A-Z]+)=(\S+)$/.exec(line) ?? []].filter(([all]) => all))
      .map(([, name = '', value = '']) => [name, value]),
  );
  const filled = (text: string): string =>
    text.replace(/\$([A-Z]+)/g, (_, name: string) => values.get(name) ?? '');
  return lines
    .filter((line) => line.startsWith('curl '))
    .map((line) => {
      const [, url = ''] = /"(\$B[^"]*)"/.exec(line) ?? [];
      const [, method = 'GET'] = /-X (\w+)/.exec(line) ?? [];
      const [, body = null] = /-d '([^']*)'/.exec(line) ?? [];
      const headers = [...line.matchAll(/-H (["'])([^:]+): (.+?)\1 /g)].map(
        ([, , name = '', value = '']) => [name, filled(value)] as [string, string],
      );
      return { line, url: filled(url), init: { method, headers, body } };
    });
};
