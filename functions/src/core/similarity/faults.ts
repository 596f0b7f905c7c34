// What a text says is wrong: classes of the vocabulary, however they are said; and where none of them is, what cannot
// be done or is missing.

import { segmentsIn } from '../cells/words-of-text.ts';
import { clausesOfFault } from './clauses.ts';
import { namesAt, type PartAt, partsIn, partsOf, withoutThings, withoutWholes } from './things.ts';
import type { Rank, Saying, Vocabulary } from './vocabulary.ts';
import { mayHave } from './words/domains.ts';
import { OF_PARTS } from './words/faults.ts';
import { KIN_OF } from './words/kin.ts';
import { OUTRANKED } from './words/outranked.ts';
import { THINGS } from './words/things.ts';

/** A fault that a text tells of. */
export interface Fault {
  /** Its class; a reading of the text alone (`不能导出`) where no class has it. */
  name: string;
  rank: Rank;
  /** Parts that stand beside it, of a class that is told apart by them. */
  parts: readonly string[];
  /** Where it is told. */
  spans: readonly (readonly [from: number, to: number])[];
  /** Whether the text begins with it: what is told behind something else is often what came of that. */
  isHead: boolean;
}

/** What is told beside nearly any fault, and is one only where nothing else is told. */
const SAID_BESIDE: ReadonlySet<string> = new Set(['报错', '报警', '没反应', '不转', '凉了', '坏了']);

/** Before a fault: that it is not there, or may come. */
const NOT_THERE =
  /(?:没有?|未|无|不|不会|不再|避免|以免|防止?|担心|怕|会不会|是否|有没有|不存在|并无)(?:再|会|出现|发生|任何|有|是)?$/;
/** After it: that it is over. */
const OVER = /^[^，。；]{0,4}(?:已经?(?:修好|解决|处理|排除|恢复|好了)|修好了)/;

/**
 * The faults that a plain text without house phrases tells of: those of the most telling rank.
 * @param things what the text speaks of: faults that none of them can have are left out
 */
export function faultsOf(text: string, vocabulary: Vocabulary, things: readonly string[]): Fault[] {
  const told = clausesOfFault(text);
  const found = told === text ? [] : toldIn(told, vocabulary, things);
  return found.length > 0 ? found : toldIn(text, vocabulary, things);
}

function toldIn(text: string, { sayingsFor }: Vocabulary, things: readonly string[]): Fault[] {
  const sayings = sayingsFor(text).filter(({ name }) => mayHave(things, name));
  const names = namesAt(text);
  const spans = withoutCovered(
    sayings.flatMap(each => spansOf(text, each)).filter(span => !names.some(name => cuts(span, name))),
  );
  const found = [...Map.groupBy(spans, ({ name }) => name).values()].flatMap(told => placedIn(text, told));
  const told = found.length > 1 ? found.filter(({ name }) => !SAID_BESIDE.has(name)) : found;
  const rank = Math.min(...told.map(each => each.rank));
  if (rank < 2) return withHeads(withoutOutranked(told.filter(each => each.rank < 2)));
  const read = readOf(text);
  return read.length > 0 ? read : withHeads(found);
}

interface FaultSpan {
  name: string;
  rank: Rank;
  from: number;
  to: number;
  /** Signs that a way of saying it has, without those that may stand between its words. */
  said: number;
}

/** Whether a span begins within a name, or is no more than one: 行李箱外壳裂了 is told of no 箱, 快递柜 of no delivery. */
const cuts = ({ from, to }: FaultSpan, name: PartAt) =>
  (to > name.from && to < name.to) ||
  (name.to - name.from > 2 && from > name.from && from < name.to) ||
  (name.to - name.from > 2 && from === name.from && to === name.to);

/** Where a text has a way of saying something. */
function spansOf(text: string, { name, rank, way }: Saying): FaultSpan[] {
  return [...text.matchAll(way)]
    .map(({ 0: said, index, length, ...groups }) => {
      const between = Array.from({ length: length - 1 }, (_, at) => groups[at + 1]?.length ?? 0);
      const literally = said.length - between.reduce((sum, each) => sum + each, 0);
      return { name, rank, from: index, to: index + said.length, said: literally };
    })
    .filter(({ from, to }) => {
      const before = text.slice(Math.max(0, from - 6), from);
      return to > from && !NOT_THERE.test(before) && !OVER.test(text.slice(to));
    });
}

/** What is no more than this tells little where something else is told by more of the same signs. */
const LITTLE_SAID = 2;

/** Those that are no part of what says more: of 声音太大 `太大` tells of no size. */
const withoutCovered = (spans: readonly FaultSpan[]) =>
  spans.filter(
    ({ name, from, to, said }) =>
      !spans.some(
        other =>
          other.name !== name &&
          other.from < to &&
          other.to > from &&
          (other.said >= 2 * said || (said <= LITTLE_SAID && other.said > said)),
      ),
  );

/** The class of what a display says, which is told apart by its code: e1 is not f4. */
const CODED = '故障码';
const CODE = /(?<![a-z0-9])[a-z]{1,2}-?\d{1,4}(?!\d)/g;

/** A class by all places where a text tells of it. */
function placedIn(text: string, told: readonly FaultSpan[]): PlacedFault[] {
  const [first] = told.toSorted((a, b) => a.from - b.from || b.to - a.to);
  if (!first) return [];
  const codes = first.name === CODED ? [...text.matchAll(CODE)].map(([code]) => code.replace('-', '')) : [];
  const parts = OF_PARTS.has(first.name)
    ? told.flatMap(({ from, to }) => partsBeside(text, from, to, SOLID.has(first.name)))
    : [];
  return [{ ...first, parts: [...parts, ...codes], spans: told.map(({ from, to }) => [from, to] as const) }];
}

/** A fault and where in the text it is told first. */
type PlacedFault = Omit<Fault, 'isHead'> & { from: number; to: number };

/** Those that are told where the first of them is. */
function withHeads(faults: readonly PlacedFault[]): Fault[] {
  const [first] = faults.toSorted((a, b) => a.from - b.from || b.to - a.to);
  return faults.map(({ name, rank, parts, spans, from }) => ({
    name,
    rank,
    parts,
    spans,
    isHead: from < (first?.to ?? 0),
  }));
}

function withoutOutranked(faults: readonly PlacedFault[]): PlacedFault[] {
  const outranked = new Set(faults.flatMap(({ name }) => [...(OUTRANKED.get(name) ?? [])]));
  return faults.filter(({ name }) => !outranked.has(name));
}

function clauseAround(text: string, at: number, length: number): string {
  const from = text.lastIndexOf('，', at) + 1;
  const to = text.indexOf('，', at + length);
  return text.slice(from, to < 0 ? undefined : to);
}

/** The part that a span tells of: the one that stands last before its end, with those that it is a part of (抽屉滑轨). */
function partsBeside(text: string, from: number, to: number, isSolid: boolean): string[] {
  const start = text.lastIndexOf('，', from) + 1;
  const before = partsIn(withoutWholes(text.slice(start, to)));
  if (before.length > 0) return lastOfThem(before);
  const around = partsOf(withoutWholes(clauseAround(text, from, to - from)));
  return around.length > 0 || !isSolid ? around : unlistedPart(text.slice(start, to));
}

/** Faults of a part whatever its name is: water may come out anywhere. */
const SOLID: ReadonlySet<string> = new Set(['断裂', '脱落', '松动', '开裂', '变形', '不转', '卡滞']);

/** Faults of a part that does nothing any more. */
const DEAD: ReadonlySet<string> = new Set(['失灵', '坏了', '没反应', '按键坏', '不亮', '不转', '识别不了']);

/** What breaks, comes off or sticks: from there on nothing names the part. */
const HAPPENS = /[断裂折脱掉松晃卡歪塌碎]|不[转动]/u;
/** Signs that are no part of a part's name. */
const NO_PART =
  /一直|老是?|总是?|突然|自己|经常|出现|发现|收到|新买|用户|客户|家里|那个|这个|直接|全部|[的了又就都也还个有处边侧左右前后上下里会被从给把用着我刚这那才已能很太很想让一二两三四五六七八九十几\d\s]/gu;

/** A part that no list has, by the last signs before what happens to it: 眼镜鼻托掉了 is told of a 鼻托. */
function unlistedPart(told: string): string[] {
  const at = HAPPENS.exec(told)?.index ?? 0;
  const named = withoutThings(told.slice(0, at)).replace(NO_PART, ' ').trimEnd();
  const [, part] = /(\p{Script=Han}{2})$/u.exec(named) ?? [];
  return part === undefined ? [] : [`${UNLISTED}${part}`];
}

/** Before a part that no list has. */
const UNLISTED = '~';

/** Signs that may stand between a part and a part of it: 抽屉的滑轨. */
const PARTS_APART = 1;

/** The last part, and those directly before it. */
function lastOfThem(parts: readonly PartAt[]): string[] {
  const found: string[] = [];
  let at = parts.at(-1)?.from ?? 0;
  for (const { name, from, to } of parts.toReversed()) {
    if (at - to > PARTS_APART) break;
    found.push(name);
    at = from;
  }
  return [...new Set(found)];
}

const CANNOT_DO = '不能';
/** Verbs that say only that something was not done, or may be anything. */
const SAYS_NOTHING =
  /^(?:使?用|打(?!印)|就|一直|也|都|还|了|正常|处理|解决|工作|进行|做|有|是|得到|提供|确认|核实|接受|满意|说|知道|看|想|来|去|给|到|要|能|好|行|会|弄|搞|吃|问题|办法|人|什么|一|个)/;
const CANNOT = /(?:无法|不能|没法|没办法)(?:正常|再)?([^，。；的了]{2,6})/g;
const FAILED =
  /(\p{Script=Han}{1,6})(失败|报错|异常|不了|不出来?|不上去?|不进去?|不动|不下)(?=$|[，。；了])/gu;
const MISSING = /(?:没有|不出|没)(\p{Script=Han}{2,3})(?:出来|了)?(?=$|[，。；])/gu;

/** What cannot be done, or is missing, by the word for it. */
function readOf(text: string): Fault[] {
  const cannot = [...text.matchAll(CANNOT)].map(([, rest = '']) => firstWord(rest));
  const failed = [...text.matchAll(FAILED)].flatMap(([, rest = '', how = '']) =>
    // 导出报表失败: the verb stands before its object.
    segmentsOf(rest).slice(/^[失报异]/.test(how) ? -3 : -1),
  );
  const missing = [...text.matchAll(MISSING)].map(([, rest = '']) => rest);
  const names = [
    ...[...cannot, ...failed].filter(isTelling).map(word => `${CANNOT_DO}${word.replace('升级', '更新')}`),
    ...missing.filter(isTelling).map(word => `没有${word}`),
  ];
  return [...new Set(names)].map(name => ({ name, rank: 0 as const, parts: [], spans: [], isHead: true }));
}

const segmentsOf = (text: string) => [...segmentsIn(text)].map(({ segment }) => segment);
const firstWord = (text: string) => segmentsOf(text)[0] ?? '';
const isTelling = (word: string) => word !== '' && !SAYS_NOTHING.test(word) && !THINGS.has(word);

/** Whether two faults are one: 不能导出 and 不能导 (报表导不出来) are. */
export function isSameFault(a: Fault, b: Fault): boolean {
  if (
    a.name !== b.name &&
    !(isRead(a) && isRead(b) && (a.name.startsWith(b.name) || b.name.startsWith(a.name)))
  )
    return false;
  return isOfSameParts(a, b);
}

/** Whether two faults may be of one part. */
export const isOfSameParts = (a: Fault, b: Fault) =>
  a.parts.length === 0 ||
  b.parts.length === 0 ||
  a.parts.some(part => b.parts.some(its => isSamePart(part, its)));

/** Whether one thing may have the one fault where somebody else says that it has the other. */
export const isKin = (a: Fault, b: Fault) =>
  KIN_OF.get(a.name)?.has(b.name) === true || isOfOneBrokenPart(a, b);

/** Whether both tell that the same part is not whole, or does not hold or move: a wheel is lost, or it broke. */
const isOfOneBrokenPart = (a: Fault, b: Fault) =>
  ((SOLID.has(a.name) && SOLID.has(b.name)) || (DEAD.has(a.name) && DEAD.has(b.name))) &&
  a.parts.length > 0 &&
  b.parts.length > 0 &&
  isOfSameParts(a, b);

/** Names of the faults that are called so as well. */
export const kinNamesOf = ({ name, parts }: Fault): readonly string[] => [
  ...new Set([
    ...(KIN_OF.get(name) ?? []),
    ...(parts.length > 0 ? [SOLID, DEAD].flatMap(names => (names.has(name) ? [...names] : [])) : []),
  ]),
];

/** Whether two names mean one part: 门锁 and 门 do, and 镜腿 and 腿. */
export const isSamePart = (a: string, b: string) =>
  ((a.startsWith(UNLISTED) || b.startsWith(UNLISTED)) &&
    [...a].some(sign => sign !== UNLISTED && b.includes(sign))) ||
  a.startsWith(b) ||
  b.startsWith(a) ||
  a.endsWith(b) ||
  b.endsWith(a);

/** Whether a reading names what cannot be done by a whole word: 不能提交 says of itself where. */
export const isTellingByItself = (fault: Fault) => isRead(fault) && [...fault.name].length >= 4;

/** What a fault is filed under: the same for those that may be one. */
export const fileNameOf = (fault: Fault) =>
  isRead(fault) ? [...fault.name].slice(0, CANNOT_DO.length + 1).join('') : fault.name;

const isRead = ({ name }: Fault) => name.startsWith(CANNOT_DO);
