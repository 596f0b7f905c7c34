// Puts many faults into one source, each asleep until it is asked for: what runs the tests wakes one at a time and
// loads nothing anew. Knows text and its syntax only, and runs nothing.
import { parseAst } from 'vitest/node';
import type { Fault } from './faults.ts';

/** Name of the function, global in whatever runs the program, that tells whether a fault is awake. */
const IS_AWAKE = 'isFaultAwake';

/** A fault by the number by which it is woken. */
export interface Numbered {
  id: number;
  fault: Fault;
}

interface Node extends Record<string, unknown> {
  type: string;
  start: number;
  end: number;
}

/** What is said in two ways: a place of the source, and what stands there when the fault is awake. */
interface Switch {
  id: number;
  start: number;
  end: number;
  awake: string;
  isStatement: boolean;
}

const EXPRESSIONS = new Set([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'AwaitExpression',
  'BinaryExpression',
  'CallExpression',
  'ChainExpression',
  'ConditionalExpression',
  'Identifier',
  'Literal',
  'LogicalExpression',
  'NewExpression',
  'ObjectExpression',
  'TemplateLiteral',
  'UnaryExpression',
]);
const STATEMENT = 'ExpressionStatement';

/** The source with these faults asleep in it, and the numbers of those that could not be put in so. */
export function withSwitches(
  source: string,
  faults: readonly Numbered[],
): { text: string; left: Set<number> } {
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node;
  const switches: Switch[] = [];
  const left = new Set<number>();
  for (const { id, fault } of faults) {
    const found = switchOf(source, program, fault);
    if (found === undefined) left.add(id);
    else switches.push({ id, ...found });
  }
  switches.sort((a, b) => a.start - b.start || b.end - a.end);
  return { text: written(source, 0, source.length, switches), left };
}

function switchOf(source: string, program: Node, fault: Fault): Omit<Switch, 'id'> | undefined {
  const start = offsetOf(source, fault);
  const isTail = fault.was.startsWith('.') && fault.was.endsWith(';');
  const end = start + fault.was.length - (isTail ? 1 : 0);
  const is = isTail ? '' : fault.is;
  const path = pathTo(program, start, end);
  const at = path.findLastIndex(({ type }) => type === STATEMENT || EXPRESSIONS.has(type));
  const around = path.slice(0, at + 1);
  const inside = path.slice(at + 1);
  // A member is no expression of its own here: `Math.max` is called on `Math`.
  if (at < 0 || inside.some(({ type }) => type !== 'MemberExpression')) return undefined;
  if (around.some(({ type }) => type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull)/.test(type)))
    return undefined;
  const node = whole(around);
  if (node === undefined) return undefined;
  return {
    start: node.start,
    end: node.end,
    awake: source.slice(node.start, start) + is + source.slice(end, node.end),
    isStatement: node.type === STATEMENT,
  };
}

/** The last of these nodes; all of `a?.b.c` where it is a part of that, and nothing where it is no value. */
function whole(path: readonly Node[]): Node | undefined {
  const isIn = (at: number, name: string): boolean => {
    const parent = path[at - 1] as Record<string, unknown> | undefined;
    return parent?.[name] === path[at];
  };
  const last = path.length - 1;
  if (isIn(last, 'key')) return undefined;
  let at = last;
  while (isIn(at, 'callee') || isIn(at, 'object') || path[at - 1]?.type === 'TSNonNullExpression') at -= 1;
  return path[at - 1]?.type === 'ChainExpression' ? path[at - 1] : path[last];
}

/** The nodes that a place of the source is in, from the outermost to the innermost. */
function pathTo(program: Node, start: number, end: number): Node[] {
  const path = [program];
  for (;;) {
    const inner = children(path.at(-1) as Node).find(node => node.start <= start && end <= node.end);
    if (inner === undefined) return path;
    path.push(inner);
  }
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter(
      (each): each is Node => typeof (each as Node | null)?.type === 'string' && 'start' in (each as Node),
    );
}

function offsetOf(source: string, { line, column }: Fault): number {
  let offset = 0;
  for (let at = 1; at < line; at += 1) offset = source.indexOf('\n', offset) + 1;
  return offset + column - 1;
}

/** A part of the source with the switches in it, the outer ones first. */
function written(source: string, from: number, to: number, switches: readonly Switch[]): string {
  const [outer, ...rest] = switches;
  if (outer === undefined) return source.slice(from, to);
  const inner = rest.filter(({ end }) => end <= outer.end);
  const later = rest.filter(({ end }) => end > outer.end);
  const asleep = written(source, outer.start, outer.end, inner);
  const isAwake = `globalThis.${IS_AWAKE}?.(${outer.id})`;
  const both = outer.isStatement
    ? `if (${isAwake}) { ${outer.awake} } else { ${asleep} }`
    : `(${isAwake} ? (${outer.awake}) : (${asleep}))`;
  return source.slice(from, outer.start) + both + written(source, outer.end, to, later);
}
