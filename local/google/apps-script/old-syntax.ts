// Refuses a script in a form of the language that Apps Script's V8 does not read.
import { transform } from 'esbuild';
import { usingEsbuild } from './esbuild.ts';
import { ScriptError } from './script-error.ts';

/** What the engine is sure to read: no class fields, no `??=`. */
const OLD = 'es2020';

/** @throws ScriptError for newer syntax; of what is no script at all its loading tells */
export async function checkSyntax(code: string): Promise<void> {
  const written = async (target: string) => (await transform(code, { target, charset: 'utf8' })).code;
  let forms: [old: string, as: string];
  try {
    forms = await usingEsbuild(async () => [await written(OLD), await written('esnext')]);
  } catch {
    return;
  }
  // What has to be written otherwise for an old engine is newer than it.
  const [old, as] = forms.map(each => each.split('\n'));
  const line = as?.find((text, index) => text !== old?.[index]);
  if (line !== undefined) throw new ScriptError(`SyntaxError: newer than ${OLD}: ${line.trim()}`);
}
