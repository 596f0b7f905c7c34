// Refuses a script in a form of the language that Apps Script's V8 does not read.
import { transform } from 'esbuild';
import { ScriptError } from './script-error.ts';

/** What the engine is sure to read: no class fields, no `??=`. */
const OLD = 'es2020';

/** Addresses as literals: the same script for another service has the same syntax. */
const ADDRESSES = /"https?:\/\/[^"`$\\\n]*"/g;

/** Scripts that were found to be old enough; a process runs few of them, and each of them again and again. */
const passed = new Set<string>();

/** @throws ScriptError for newer syntax; of what is no script at all its loading tells */
export async function checkSyntax(script: string): Promise<void> {
  const code = script.replaceAll(ADDRESSES, '""');
  if (passed.has(code)) return;
  const written = async (target: string) => (await transform(code, { target, charset: 'utf8' })).code;
  let forms: [old: string, as: string];
  try {
    forms = [await written(OLD), await written('esnext')];
  } catch {
    return;
  }
  // What has to be written otherwise for an old engine is newer than it.
  const [old, as] = forms.map(each => each.split('\n'));
  const line = as?.find((text, index) => text !== old?.[index]);
  if (line !== undefined) throw new ScriptError(`SyntaxError: newer than ${OLD}: ${line.trim()}`);
  passed.add(code);
}
