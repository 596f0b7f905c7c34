// Ours alone: what gRPC's own client hears on the way within the process is what it hears over a socket, call by call.
import { Client, credentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../../../local/google/firestore/database/limits.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { type Call, type Heard, hear, hearAll, methodOf } from './heard-calls.ts';

const NOW = Date.UTC(2026, 10, 20);
const database = 'projects/p/databases/(default)';
const parent = `${database}/documents`;
const name = (path: string) => `${parent}/${path}`;

let far: FirestoreServer;
let near: FirestoreServer;
let clients: { far: Client; near: Client };

// Each way has a database of its own: what one call leaves the next one finds.
beforeEach(async () => {
  const options = { file: ':memory:', now: () => NOW };
  far = await startFirestore(options);
  near = await startFirestore(options);
  isOpen = true;
  const open = credentials.createInsecure();
  clients = {
    far: new Client(far.address, open),
    near: new Client('near', open, { channelFactoryOverride: () => near.near() }),
  };
});

let isOpen = false;
async function close(): Promise<void> {
  if (!isOpen) return;
  isOpen = false;
  await far.close();
  await near.close();
}

afterEach(async () => {
  clients.far.close();
  clients.near.close();
  await close();
});

const withoutIds = (heard: readonly Heard[]) =>
  heard.map(each => ({
    ...each,
    messages: each.messages.map(message =>
      'transaction' in message ? { ...message, transaction: 'one' } : message,
    ),
  }));

/** The transaction that a call before has begun. */
const begun = (before: readonly Heard[]) => ({
  database,
  transaction: before
    .flatMap(({ messages }) => messages)
    .flatMap(m => ('transaction' in m ? [m.transaction] : []))[0],
});

const field = (fieldPath: string) => ({ field: { fieldPath } });
const update = (path: string, fields: object) => ({ update: { name: name(path), fields } });
const number = (n: number) => ({ n: { integerValue: String(n) } });
const VALUES = {
  null: { nullValue: 'NULL_VALUE' },
  no: { booleanValue: false },
  zero: { integerValue: 0 },
  largest: { integerValue: '9223372036854775807' },
  least: { integerValue: '-9223372036854775808' },
  double: { doubleValue: 0.1 },
  nan: { doubleValue: Number.NaN },
  negativeZero: { doubleValue: -0 },
  infinite: { doubleValue: Number.POSITIVE_INFINITY },
  text: { stringValue: '售后 😀' },
  empty: { stringValue: '' },
  // Half a character, which no bytes of UTF-8 are.
  half: { stringValue: `a\ud83d${'b'.repeat(60)}\ude00` },
  time: { timestampValue: { seconds: '-62135596800', nanos: 999_999_999 } },
  bytes: { bytesValue: Buffer.from([0, 1, 255]) },
  noBytes: { bytesValue: Buffer.alloc(0) },
  reference: { referenceValue: name('c/x') },
  place: { geoPointValue: { latitude: 0, longitude: -121.5 } },
  list: { arrayValue: { values: [{ stringValue: 'one' }, { mapValue: { fields: number(1) } }] } },
  noList: { arrayValue: {} },
  map: { mapValue: { fields: { 'key with.dot': { mapValue: {} } } } },
};

const ALL: Call[] = [
  [
    'Commit',
    { database, writes: [update('c/values', VALUES), update('c/1', number(1)), update('c/2', number(2))] },
  ],
  ['CreateDocument', { parent, collectionId: 'c', documentId: 'made', document: { fields: number(3) } }],
  [
    'UpdateDocument',
    { document: { name: name('c/made'), fields: number(4) }, updateMask: { fieldPaths: ['n'] } },
  ],
  ['GetDocument', { name: name('c/values') }],
  [
    'BatchGetDocuments',
    { database, documents: ['c/1', 'c/none', 'c/values'].map(name), mask: { fieldPaths: ['n', 'half'] } },
  ],
  [
    'RunQuery',
    {
      parent,
      structuredQuery: {
        from: [{ collectionId: 'c' }],
        orderBy: [{ ...field('n'), direction: 'DESCENDING' }],
        limit: { value: 2 },
      },
    },
  ],
  ['RunQuery', { parent, structuredQuery: { from: [{ collectionId: 'none' }] } }],
  [
    'RunAggregationQuery',
    {
      parent,
      structuredAggregationQuery: {
        structuredQuery: { from: [{ collectionId: 'c' }] },
        aggregations: [
          { alias: 'sum', sum: field('n') },
          { alias: 'count', count: {} },
        ],
      },
    },
  ],
  ['ListDocuments', { parent, collectionId: 'c', pageSize: 2 }],
  ['ListCollectionIds', { parent }],
  [
    'BatchWrite',
    {
      database,
      writes: [update('c/5', number(5)), { ...update('c/1', {}), currentDocument: { exists: false } }],
    },
  ],
  ['BatchGetDocuments', { database, documents: [name('c/1')], newTransaction: { readWrite: {} } }],
  [
    'Commit',
    before => ({
      ...begun(before),
      writes: [
        {
          ...update('c/1', {}),
          updateTransforms: [
            { fieldPath: 'at', setToServerValue: 'REQUEST_TIME' },
            { fieldPath: 'n', increment: { integerValue: 1 } },
          ],
        },
      ],
    }),
  ],
  ['DeleteDocument', { name: name('c/2') }],
];

test('every call is answered alike', async () => {
  const [over, within] = [await hearAll(clients.far, ALL), await hearAll(clients.near, ALL)];
  expect(withoutIds(within)).toEqual(withoutIds(over));
  expect(over.map(({ code, details }) => ({ code, details }))).toEqual(
    ALL.map(() => ({ code: status.OK, details: 'OK' })),
  );
});

const REFUSED: [Call, status][] = [
  [['GetDocument', { name: name('c/none') }], status.NOT_FOUND],
  [['GetDocument', {}], status.INVALID_ARGUMENT],
  [
    ['Commit', { database, writes: [{ ...update('c/x', {}), currentDocument: { exists: true } }] }],
    status.NOT_FOUND,
  ],
  [['Commit', { database, writes: [{}] }], status.UNIMPLEMENTED],
  [['Commit', { database, transaction: Buffer.from('none') }], status.INVALID_ARGUMENT],
  [['Rollback', { database }], status.INVALID_ARGUMENT],
  // It does not come as far as the server.
  [['Commit', { database, writes: [update('c/x', { nothing: undefined })] }], status.INTERNAL],
  [['BatchGetDocuments', { database, documents: ['售后'] }], status.INVALID_ARGUMENT],
  [['RunQuery', { parent }], status.INVALID_ARGUMENT],
  [
    ['RunQuery', { parent, structuredQuery: { from: [{ collectionId: 'c' }] }, explainOptions: {} }],
    status.UNIMPLEMENTED,
  ],
  [['RunAggregationQuery', { parent }], status.INVALID_ARGUMENT],
  [['PartitionQuery', { parent }], status.UNIMPLEMENTED],
  [['ExecutePipeline', { database }], status.UNIMPLEMENTED],
  [['Listen', { database }], status.UNIMPLEMENTED],
  [['Write', { database }], status.UNIMPLEMENTED],
];

test.each(REFUSED)('%j is refused alike', async ([method, request], code) => {
  const [over, within] = [
    await hear(clients.far, method, request),
    await hear(clients.near, method, request),
  ];
  expect(within).toEqual(over);
  expect(over.code).toBe(code);
});

const sized = (bytes: number) => ({
  database,
  writes: [update('c/x', { t: { stringValue: 'x'.repeat(bytes) } })],
});
const sizeOf = (request: object) => methodOf('Commit').requestSerialize(request).length;

test('a request may be as large as it may be, and not a byte larger', async () => {
  const most = LIMITS.requestBytes - sizeOf(sized(LIMITS.requestBytes)) + LIMITS.requestBytes;
  expect(sizeOf(sized(most))).toBe(LIMITS.requestBytes);
  const calls: Call[] = [
    ['Commit', sized(most)],
    ['Commit', sized(most + 1)],
  ];
  const [over, within] = [await hearAll(clients.far, calls), await hearAll(clients.near, calls)];
  expect(within).toEqual(over);
  expect(over.map(({ code }) => code)).toEqual([status.INVALID_ARGUMENT, status.RESOURCE_EXHAUSTED]);
});

test('what was sent and what was heard is nobody else’s', async () => {
  const bytes = Buffer.from([1, 2, 3]);
  const fields = {
    bytes: { bytesValue: bytes },
    list: { arrayValue: { values: [{ stringValue: 'as sent' }] } },
  };
  const sending = hear(clients.near, 'Commit', { database, writes: [update('c/x', fields)] });
  bytes.fill(9);
  fields.list.arrayValue.values.length = 0;
  expect((await sending).code).toBe(status.OK);
  const read = async () => (await hear(clients.near, 'GetDocument', { name: name('c/x') })).messages;
  const [first] = (await read()) as { fields: Record<string, unknown> }[];
  const asSent = {
    bytes: { bytesValue: Buffer.from([1, 2, 3]).toString('base64') },
    list: { arrayValue: { values: [{ stringValue: 'as sent' }] } },
  };
  expect(first?.fields).toEqual(asSent);
  for (const key of Object.keys(first?.fields ?? {})) delete first?.fields[key];
  expect(await read()).toEqual([expect.objectContaining({ fields: asSent })]);
});

test('who calls one that is closed finds nobody, on either way', async () => {
  await close();
  const asked = ['GetDocument', { name: name('c/x') }] as const;
  expect((await hear(clients.far, ...asked)).code).toBe(status.UNAVAILABLE);
  expect((await hear(clients.near, ...asked)).code).toBe(status.UNAVAILABLE);
});

test('a call is not served before whoever makes it has gone on, and is heard after it was served', async () => {
  const order: string[] = [];
  const call = hear(clients.near, 'ListCollectionIds', { parent }).then(() => void order.push('heard'));
  await Promise.resolve();
  order.push('gone on');
  await call;
  expect(order).toEqual(['gone on', 'heard']);
});
