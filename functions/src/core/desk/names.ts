// What entries of people and settings are called, and were called before: an entry is its row, whatever name it has; an
// option of a column of the workspace's own is where it stands among the others of its row.

import { withoutUnseen } from '../lib/unseen.ts';
import type { WorkspaceKey } from '../schema/table.ts';
import { WORKSPACE_COLUMN, workspaceKey } from './custom-columns.ts';
import { type FormerName, type NamedOption, namedOptions, optionsSince, withFormer } from './option-names.ts';

/** Former values of a row's naming columns, the oldest first. */
export type FormerNames = Readonly<Record<string, readonly FormerName[]>>;

/** The lists that cells take names from, and that of the columns: each of its options makes a list of its own. */
export type NameList =
  | 'people'
  | 'mails'
  | 'problemTypes'
  | 'departments'
  | 'products'
  | 'channels'
  | 'columns'
  | WorkspaceKey;

/** Somebody or something with a name. `key` is its row's; a column has its own, and so has each of its options. */
export interface Entry {
  key: string;
  list: NameList;
  name: string;
  /** Version of the configuration with which it came; 0: it was there before anything was noted. */
  since: number;
  former: readonly FormerName[];
  /** Of a person who has left. */
  left?: Leave;
}

/** With which version of the configuration somebody left, and whose row it is who took over. */
export interface Leave {
  at: number;
  heir?: string;
}

/** A saved row of people or settings, as far as it gives names. */
export interface NamingRow {
  table: 'people' | 'settings';
  cells: Readonly<Record<string, string | number | boolean | null>>;
  former?: FormerNames;
  /** Version of the configuration with which it became an entry of its kind. */
  since?: number;
  left?: Leave;
  /** Of a column: its options, where not all of them came with it and are called as they were. */
  options?: readonly NamedOption[];
}

/** The lists that settings rows make, by category. */
const LISTS: Readonly<Record<string, NameList>> = {
  问题类型: 'problemTypes',
  部门: 'departments',
  产品: 'products',
  通知渠道: 'channels',
  [WORKSPACE_COLUMN]: 'columns',
};

/** The names that a row gives: of a person also the mail, of a column also its options. */
export function nameEntriesOf(key: string, row: NamingRow): Entry[] {
  return [...rowEntries(key, row), ...optionEntries(key, row)];
}

function rowEntries(key: string, { table, cells, former = {}, since = 0, left }: NamingRow): Entry[] {
  const list = table === 'people' ? 'people' : LISTS[String(cells.category)];
  const entry = (of: NameList, column: string) => ({
    key: of === 'columns' ? workspaceKey(key) : key,
    list: of,
    name: String(cells[column] ?? ''),
    since,
    former: former[column] ?? [],
    ...(left && { left }),
  });
  return [
    ...(list ? [entry(list, 'name')] : []),
    ...(table === 'people' ? [entry('mails', 'mail')] : []),
  ].filter(({ name }) => name !== '');
}

function optionEntries(key: string, row: NamingRow): Entry[] {
  const list = workspaceKey(key);
  return namedOptions(row).map(({ name, since, former }) => ({
    key: [list, since, former[0]?.name ?? name].join('/'),
    list,
    name,
    since,
    former,
  }));
}

/**
 * Since when a row that is saved in a `version` of the configuration is the entry that it is, and what it was called
 * before. One that has become another kind of entry is a new one.
 */
export function namedSince(
  key: string,
  before: NamingRow | undefined,
  after: NamingRow,
  version: number,
): Pick<NamingRow, 'former' | 'since' | 'options'> {
  if (!before) return { since: version };
  const had = rowEntries(key, before);
  const has = rowEntries(key, after);
  const columnOf = ({ list }: Entry) => (list === 'mails' ? 'mail' : 'name');
  const kept = had.flatMap(each => {
    const now = has.find(({ list }) => list === each.list);
    if (!now) return [];
    const former = withFormer(each, now.name, version);
    return former.length > 0 ? [[columnOf(each), former] as const] : [];
  });
  const isSame = had.some(each => has.some(({ list }) => list === each.list)) || has.length === 0;
  if (!isSame) return { since: version };
  return {
    ...(before.since !== undefined && { since: before.since }),
    ...(kept.length > 0 && { former: Object.fromEntries(kept) }),
    ...optionsSince(before, after, version, before.since ?? 0),
  };
}

/** A name however it is typed: width, blanks, case and signs that nobody sees make no other one. */
export function canonicalName(text: string): string {
  return withoutUnseen(text).normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

/** The names that saved rows give, by key. */
export function namesOf(rows: Readonly<Record<string, NamingRow>>): Names {
  return new Names(Object.entries(rows).flatMap(([key, row]) => nameEntriesOf(key, row)));
}

/** The names of a desk. */
export class Names {
  readonly #lists = new Map<NameList, Entry[]>();
  readonly #then = new Map<string, Map<string, Entry>>();
  readonly #holders = new Map<string, Entry>();
  /** Version of the configuration in which an entry was renamed last, or somebody left; 0: none ever was. */
  readonly renamedAt: number;

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      this.#lists.set(entry.list, [...(this.#lists.get(entry.list) ?? []), entry]);
      this.#hold(entry, entry.name);
    }
    for (const entry of entries) this.#hold(entry, canonicalName(entry.name));
    const former = entries.flatMap(entry => entry.former.map(each => ({ entry, ...each })));
    // Of several who had a name the one who gave it up last is meant.
    for (const { entry, name } of former.toSorted((a, b) => b.until - a.until)) {
      this.#hold(entry, name);
      this.#hold(entry, canonicalName(name));
    }
    const left = entries.flatMap(entry => entry.left?.at ?? []);
    this.renamedAt = Math.max(0, ...former.map(({ until }) => until), ...left);
  }

  /** What the entries of a list are called now. */
  listed(list: NameList): string[] {
    return (this.#lists.get(list) ?? []).map(({ name }) => name);
  }

  /** The entry that a text means now: by its name, however it is typed, else the last that gave such a name up. */
  holder(list: NameList, text: string): Entry | undefined {
    return this.#holders.get(`${list}/${text}`) ?? this.#holders.get(`${list}/${canonicalName(text)}`);
  }

  /** The entry that was called so in a version of the configuration. */
  calledThen(list: NameList, name: string, version: number): Entry | undefined {
    return this.#thenOf(list, version).get(name);
  }

  /** The entry that came after a version of the configuration, under this name. */
  cameAs(list: NameList, name: string, version: number): Entry | undefined {
    const entries = this.#lists.get(list) ?? [];
    return entries.find(each => each.since > version && nameThen(each, each.since) === name);
  }

  /**
   * The entry that a text with other words in it means now: the name that fits it closest, whether one has it or had
   * it. A model (`X2`) says more than a kind of thing (`净水器`); of two alike the longer one does.
   */
  within(list: NameList, text: string): Entry | undefined {
    const entries = this.#lists.get(list) ?? [];
    const has = entries.map(entry => [entry.name, entry] as const);
    const had = entries.flatMap(({ former }) =>
      former.map(({ name }) => [name, this.holder(list, name)] as const),
    );
    return closestIn(text, [...has, ...had])?.of;
  }

  /** The entry whose name of that version fits a text closest, and where in the text it stands. */
  namedIn(
    list: NameList,
    text: string,
    version: number,
  ): { entry: Entry; from: number; to: number } | undefined {
    const found = closestIn(text, [...this.#thenOf(list, version)]);
    return found && { entry: found.of, from: found.from, to: found.to };
  }

  /**
   * Who has taken over what a person had in a version of the configuration and has left since; `undefined` where it is
   * still his.
   */
  heirOf(name: string, version: number): Entry | undefined {
    const people = this.#lists.get('people') ?? [];
    const first = people.find(each => each.name === name);
    const asked = new Set<Entry>();
    let heir: Entry | undefined;
    for (let each = first; each?.left && each.left.at > version && !asked.has(each); each = heir) {
      asked.add(each);
      const { heir: key } = each.left;
      heir = people.find(other => other.key === key);
      if (!heir) return undefined;
    }
    return heir;
  }

  #hold(entry: Entry, name: string): void {
    const held = `${entry.list}/${name}`;
    if (!this.#holders.has(held)) this.#holders.set(held, entry);
  }

  #thenOf(list: NameList, version: number): Map<string, Entry> {
    const asked = `${list}/${Math.min(version, this.renamedAt)}`;
    const known = this.#then.get(asked);
    if (known) return known;
    const entries = this.#lists.get(list) ?? [];
    const there = entries.filter(({ since }) => since <= version);
    const named = new Map(there.map(entry => [nameThen(entry, version), entry]));
    this.#then.set(asked, named);
    return named;
  }
}

/** A name that stands in a text, from the one sign of it to before the other, and what is called by it. */
interface Standing<T> {
  of: T;
  from: number;
  to: number;
}

/** What is called by the name that fits a text closest. */
function closestIn<T>(
  text: string,
  named: readonly (readonly [name: string, of: T])[],
): Standing<T> | undefined {
  const { plain, places } = plainWithPlaces(text);
  const fitting = named.flatMap(([written, of]) => {
    const name = plainName(written);
    const at = name === '' ? -1 : placeInText(name, plain);
    return at < 0 ? [] : [{ name, of, at }];
  });
  const [closest] = fitting.toSorted(
    (a, b) => Number(isModel(b.name)) - Number(isModel(a.name)) || b.name.length - a.name.length,
  );
  if (!closest) return undefined;
  const [first, last] = [places[closest.at], places[closest.at + closest.name.length - 1]];
  return { of: closest.of, from: first?.from ?? 0, to: last?.to ?? text.length };
}

/** A name of a thing as it is compared: dashes are written or left out as one likes. */
const plainName = (text: string) => canonicalName(text).replace(/[-_·.‐-―]/g, '');
const isModel = (name: string) => /[a-z\d]/.test(name);

/** A text as names are looked for in it, and where each of its signs stands in what was written. */
function plainWithPlaces(text: string): { plain: string; places: { from: number; to: number }[] } {
  let plain = '';
  const places: { from: number; to: number }[] = [];
  let from = 0;
  for (const sign of text) {
    const to = from + sign.length;
    const each = plainName(sign);
    plain += each;
    for (let at = 0; at < each.length; at += 1) places.push({ from, to });
    from = to;
  }
  return { plain, places };
}

/**
 * Where a name stands in a text, and not in the middle of another model: `X2` is not in `X20`, nor in `AX2`. -1 where
 * it does not.
 */
function placeInText(name: string, text: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]];
    const joins = (one: string, other: string) =>
      (/[a-z]/.test(one) && /[a-z]/.test(other)) || (/\d/.test(one) && /\d/.test(other));
    if (!joins(before, name[0] ?? '') && !joins(name.at(-1) ?? '', after)) return at;
  }
  return -1;
}

const nameThen = ({ name, former }: Entry, version: number) =>
  former.find(({ until }) => until > version)?.name ?? name;
