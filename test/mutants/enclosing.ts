// In which function a line of a source stands, read off its text as the formatter leaves it. Runs nothing.

const FUNCTION = /^(?:export )?(?:default )?(?:async )?function\*? ?(\w+)/;
const CONSTANT = /^(?:export )?const (\w+)(?:: [^=]*)? = (?:async )?(?:<[^>]*>)?(?:\(|\w+ =>)/;
const CLASS = /^(?:export )?(?:default )?(?:abstract )?class (\w+)/;
const MEMBER = /^ {2}(?:(?:static|async|override|private|protected|public|get|set) )*\*?(#?\w+)(?:<.*>)?\(/;
const FIELD = /^ {2}(?:(?:static|override|private|protected|public|readonly) )*#?\w+(?:: [^=]*)?(?: =|;)/;

/**
 * Name of the function or method that a line is in, as V8 calls it; `undefined` where it may run as its module is
 * loaded.
 */
export function functionAround(source: string, line: number): string | undefined {
  const lines = source.split('\n').slice(0, line);
  const top = lines.findLastIndex(text => /^[a-z@]/.test(text));
  const head = lines[top] ?? '';
  const named = FUNCTION.exec(head) ?? CONSTANT.exec(head);
  if (named) return named[1];
  const className = CLASS.exec(head)?.[1];
  if (className === undefined) return undefined;
  const member = lines.findLast((text, at) => at > top && (MEMBER.test(text) || FIELD.test(text))) ?? '';
  const name = MEMBER.exec(member)?.[1];
  return name === 'constructor' ? className : name;
}
