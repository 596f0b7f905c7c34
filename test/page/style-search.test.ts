// Styles that are found again, beside Univer's own search that holds each against all styles of a workbook.
import { BooleanNumber, type IStyleData, Styles } from '@univerjs/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rememberStyles } from '../../local/page/web/grid/quick/style-search.ts';

const SEARCH = 'search';
const { TRUE, FALSE } = BooleanNumber;
const search = Styles.prototype[SEARCH];
/** What a workbook's styles answer to what is asked of them, with what is remembered or without. */
function answers(steps: readonly Step[], remembers: boolean): (IStyleData | undefined)[] {
  if (remembers) rememberStyles();
  try {
    const styles = new Styles({ a: { bl: TRUE, it: TRUE }, b: { fs: 12 } });
    return steps.flatMap(({ style, forget }) => {
      const id = styles.setValue(style) ?? '';
      const found = styles.get(id) ?? undefined;
      if (forget) styles.remove(id);
      return [found, { ff: forget ? 'forgotten' : id.length === 1 ? id : 'made' }];
    });
  } finally {
    Styles.prototype[SEARCH] = search;
  }
}

const styleWith = fc
  .tuple(
    fc.record(
      { bl: fc.constantFrom(FALSE, TRUE), it: fc.constantFrom(FALSE, TRUE), fs: fc.constantFrom(11, 12) },
      { requiredKeys: [] },
    ),
    fc.boolean(),
  )
  .map(
    ([style, turned]): IStyleData =>
      turned ? (Object.fromEntries(Object.entries(style).toReversed()) as IStyleData) : style,
  );
const step = fc.record({ style: styleWith, forget: fc.boolean() });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test('what is remembered answers as the search does, whatever was taken out', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      expect(answers(steps, true)).toEqual(answers(steps, false));
    }),
  );
});

test('a style whose keys stand in another order is held against all others once', () => {
  let looked = 0;
  Styles.prototype[SEARCH] = function (this: Styles, ...asked) {
    looked += 1;
    return search.apply(this, asked);
  };
  rememberStyles();
  try {
    const styles = new Styles({ a: { bl: TRUE, it: TRUE } });
    expect([1, 2, 3].map(() => styles.setValue({ it: TRUE, bl: TRUE }))).toEqual(['a', 'a', 'a']);
    expect(looked).toBe(1);
  } finally {
    Styles.prototype[SEARCH] = search;
  }
});
