// Which people a record knows by name: its customer and whoever else stands in its columns of names, and those of the
// records that it refers to. Known by digests under the key of the desk, so that nothing sealed is opened for it.

import type { Named } from '../cells/names-in-text.ts';
import { isWord } from '../cells/words-of-text.ts';
import { type Keyed, keyedDigest } from '../lib/digest.ts';
import { isOrganisation, surnameOf } from '../lib/organisation.ts';
import type { Cells } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import type { DeskRecord } from './record.ts';
import { type References, referencesOf } from './references.ts';

/** Who somebody is to those who write a row, before his name. */
const WHO = /^(?:客户|顾客|用户|业主|会员|租户|住户|学员|患者|司机|房东|联系人)[:：]?(?=.{2})/;
/** How he is called, after it. */
const CALLED =
  /(?:先生|女士|小姐|太太|夫人|阿姨|老师|师傅|总经理|经理|主任|院长|店长|校长|老板|医生|律师|总)$/;
const BETWEEN = /[\s、,，/()（）:：]+/;
/** Signs of a name that begins with no surname: 小明, 阿强; what is longer is no name. */
const MAX_NICK = 3;
/** Between what a name begins with and its digest. */
const APART = ' ';

/**
 * How people in a cell of names are called: what each name begins with, and a digest of it in full where it is known.
 */
export function callingsOf(value: string, keyed: Keyed): string[] {
  if (isOrganisation(value)) return [];
  const callings = value.split(BETWEEN).flatMap(part => {
    if (part === '' || /\d/.test(part) || isOrganisation(part)) return [];
    const bare = part.replace(WHO, '');
    const name = bare.replace(CALLED, '');
    const head = headOf(name);
    if (head === undefined) return [];
    const isKnown = !name.includes('*') && [...name].length > 1;
    return [isKnown ? head + APART + nameDigest(name, keyed) : head];
  });
  return [...new Set(callings)];
}

/** What a name begins with where it is looked for in texts; `undefined` of what is no name: 妻子, 不愿透露. */
function headOf(name: string): string | undefined {
  const surname = surnameOf(name);
  if (surname !== undefined) return surname;
  const signs = [...name];
  const [first = ''] = signs;
  if (/^[A-Za-zÀ-ɏ]/.test(name)) return first;
  const isNick = signs.length > 1 && (signs.length <= MAX_NICK || /[·•]/.test(name)) && !name.includes('*');
  return isNick && /^\p{Script=Han}/u.test(name) && !isWord(name) ? first : undefined;
}

const nameDigest = (name: string, keyed: Keyed): string =>
  keyedDigest(`called|${/^[A-Za-zÀ-ɏ]/.test(name) ? name.toLowerCase() : name}`, keyed);

/** The desk, as far as names are known by it. */
export interface Knowing {
  keyed: Keyed;
  people: readonly { name: string }[];
}

/** Where else than in a row its customer's name may be known from. */
export interface Around {
  before: DeskRecord | undefined;
  references?: References | undefined;
  calledAlso?: readonly string[];
}

/** Most people whom a record knows by others: a house of many names is no customer. */
const MAX_OF_OTHERS = 20;

/** The people whom a row knows, as its cells are to be; `undefined` where it knows none. */
export function knownNames(table: Table, values: Cells, around: Around, desk: Knowing): Named | undefined {
  if (table.role !== 'work') return undefined;
  return peopleCalled([...callingsIn(table, values, around, desk.keyed), ...(around.calledAlso ?? [])], desk);
}

/** How people are called whom a row knows by itself, and by the records that it refers to. */
function callingsIn(table: Table, values: Cells, around: Around, keyed: Keyed): string[] {
  const { before } = around;
  const own = staffColumns(table).flatMap(({ key, kind }) => {
    const value = values[key];
    if (kind.type !== 'customer' || typeof value !== 'string') return [];
    const known = before && before.cells[key] === value ? before.namesIn?.[key] : undefined;
    return known ?? callingsOf(value, keyed);
  });
  return [...own, ...Object.values(namesOfOthers(table, values, around)).flat()];
}

/** Whether a row knows nobody by his name in full. */
export const isNameless = (table: Table, values: Cells, around: Around, keyed: Keyed): boolean =>
  callingsIn(table, values, around, keyed).every(each => !each.includes(APART));

/**
 * How people are called whom a row knows by the records that it refers to, and by those of its number, by the column
 * that says so. What those have from others in turn is among it.
 */
export function namesOfOthers(
  table: Table,
  cells: Cells,
  { before, references, calledAlso = [] }: Around,
  contact?: string,
): Record<string, string[]> {
  const byColumn = staffColumns(table).flatMap(({ key, kind }): [string, string[]][] => {
    const isSame = before !== undefined && before.cells[key] === cells[key];
    const kept = isSame ? (before.namesIn?.[key] ?? []) : [];
    // Of whom it was erased from it does not learn again, while what it refers to is still to be erased.
    const isForgotten = isSame && before.erasedAt !== undefined;
    const isReference = kind.type === 'reference' || kind.type === 'named';
    const found =
      isReference && !isForgotten
        ? referencesOf(table, { [key]: cells[key] }).flatMap(each => references?.find(each) ?? [])
        : [];
    const told = key === contact ? calledAlso : found.flatMap(callingsKnown);
    const names = kind.type === 'customer' ? [] : told.length > 0 ? told : kept;
    return names.length > 0 ? [[key, [...new Set(names)].slice(0, MAX_OF_OTHERS)]] : [];
  });
  return Object.fromEntries(byColumn);
}

/** What a record keeps of names, where there are any. */
export function withNames(
  own: DeskRecord['namesIn'],
  others: DeskRecord['namesIn'],
): Pick<DeskRecord, 'namesIn'> {
  const names = { ...others, ...own };
  return Object.keys(names).length > 0 ? { namesIn: names } : {};
}

/** How people are called whom a record has in its columns of names. */
export const callingsKnown = (record: Pick<DeskRecord, 'namesIn'> | undefined): string[] =>
  Object.values(record?.namesIn ?? {}).flat();

/** People by how they are called. */
export function peopleCalled(callings: readonly string[], { keyed, people }: Knowing): Named | undefined {
  if (callings.length === 0) return undefined;
  const split = callings.map(each => each.split(APART));
  const digests = new Set(split.flatMap(([, digest]) => digest ?? []));
  const tried = new Map<string, boolean>();
  return {
    heads: new Set(split.flatMap(([head]) => head ?? [])),
    isName(text) {
      const known = tried.get(text) ?? digests.has(nameDigest(text, keyed));
      tried.set(text, known);
      return known;
    },
    colleagues: people.map(({ name }) => name).filter(name => name !== ''),
  };
}
