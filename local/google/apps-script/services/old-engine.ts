// Takes from a script's context what Apps Script's V8 does not promise: all that the language's library has got since
// ES2020. A function that is not there fails here as it would at Google's. The services themselves do without as well.

const TYPED_ARRAY: object = Object.getPrototypeOf(Int8Array.prototype) as object;
const ITERATOR: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()) as object,
) as object;

const ARRAY = ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'];
const SET = [
  'difference',
  'intersection',
  'isDisjointFrom',
  'isSubsetOf',
  'isSupersetOf',
  'symmetricDifference',
  'union',
];

/** Names by the object that has them. https://tc39.es/ecma262/multipage/#sec-intro */
const NEWER: readonly (readonly [object, readonly string[]])[] = [
  [Array, ['fromAsync']],
  [Array.prototype, [...ARRAY, 'toSpliced']],
  [TYPED_ARRAY, ARRAY],
  [
    ArrayBuffer.prototype,
    ['detached', 'maxByteLength', 'resizable', 'resize', 'transfer', 'transferToFixedLength'],
  ],
  [
    ITERATOR,
    ['drop', 'every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'reduce', 'some', 'take', 'toArray'],
  ],
  [Map, ['groupBy']],
  [Math, ['f16round', 'sumPrecise']],
  [Object, ['groupBy', 'hasOwn']],
  [Promise, ['any', 'try', 'withResolvers']],
  [RegExp, ['escape']],
  [Set.prototype, SET],
  [String.prototype, ['at', 'isWellFormed', 'replaceAll', 'toWellFormed']],
  [Symbol, ['asyncDispose', 'dispose']],
];

/** Names of the context itself. */
const GLOBALS = [
  'AggregateError',
  'AsyncDisposableStack',
  'Atomics',
  'DisposableStack',
  'FinalizationRegistry',
  'Float16Array',
  'Iterator',
  'SharedArrayBuffer',
  'SuppressedError',
  'Temporal',
  'WeakRef',
  'WebAssembly',
];

const INTL = ['Collator', 'DateTimeFormat', 'NumberFormat'];

export function takeNewerAway(): void {
  for (const [holder, names] of NEWER) for (const name of names) Reflect.deleteProperty(holder, name);
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name);
  for (const name of Object.getOwnPropertyNames(Intl))
    if (!INTL.includes(name)) Reflect.deleteProperty(Intl, name);
}
