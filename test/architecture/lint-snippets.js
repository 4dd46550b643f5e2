import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * Lints snippets as if they stood at the paths given, without types: reads `[{ path, code }]` as JSON, writes the names
 * of the rules that fired. A process of its own, because ESLint loads its configuration by itself.
 */
const snippets = JSON.parse(readFileSync(0, 'utf8'));
const eslint = new ESLint({
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

const answers = [];
for (const { path, code } of snippets) {
  const [result] = await eslint.lintText(code, { filePath: path });
  answers.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(answers));
