// The function that a fault is in, told from the text: by it the tests are found that could notice the fault.
import { expect, it } from 'vitest';
import { functionAround } from '../mutants/enclosing.ts';

const SOURCE = `import { b } from './b.ts';

const MOST = 5 + 1;

export const LINES = {
  one: (n: number) => n + 1,
};

/** Adds. */
export function add<T extends number>(
  a: T,
): number {
  const more = a + 1;
  return more;
}

async function wait(): Promise<void> {
  await b();
}

export const twice = (n: number): number => n * 2;
const once = async (
  n: number,
) => n + 0;
const halves: number[] = [1, 2].map(each => each / 2);

export class Counter<T> {
  readonly #start = 1 + 1;
  count = 0;
  constructor(start: number) {
    this.count = start + 1;
  }

  get next(): number {
    return this.count + 1;
  }

  async #raise(by: number): Promise<void> {
    if (by > 0) this.count += by;
  }

  static of<K>(key: K): Counter<K> {
    return new Counter(1 + 1);
  }
}
`;
const around = (text: string) =>
  functionAround(SOURCE, SOURCE.split('\n').findIndex(line => line.includes(text)) + 1);

it.each([
  ['MOST = 5', undefined],
  ['n + 1,', undefined],
  ['const more', 'add'],
  ['a: T,', 'add'],
  ['await b()', 'wait'],
  ['n * 2', 'twice'],
  ['n + 0', 'once'],
  ['each / 2', undefined],
  ['#start = 1', undefined],
  ['count = 0', undefined],
  ['start + 1;', 'Counter'],
  ['this.count + 1;', 'next'],
  ['this.count += by', '#raise'],
  ['new Counter(1 + 1)', 'of'],
])('%s is in %s', (text, name) => {
  expect(around(text)).toBe(name);
});
