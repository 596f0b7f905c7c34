// The bare chain beside which the desk is measured: what any service of this kind costs. Functions framework, zod, and
// one batched commit of the documents that the desk would write. No token, no reading, no decision. `bare.ts ADDRESS
// PROJECT SAMPLE` serves it.

import { readFileSync } from 'node:fs';
import { FieldValue } from '@google-cloud/firestore';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';
import { readBody, submitBody } from '../../../functions/src/http/bodies.ts';
import { listen } from '../../../local/desk/listen.ts';
import type { Sample } from './sample.ts';

const [, , address, projectId = '', file = ''] = process.argv;
/** Bytes as JSON has written them down. */
const revived = (_: string, value: unknown): unknown =>
  value instanceof Object && 'type' in value && value.type === 'Buffer' ? Buffer.from(value as never) : value;
const sample = JSON.parse(readFileSync(file, 'utf8'), revived) as Sample;
const db = firestoreOf(projectId, address);
const desk = db.collection('desks').doc('bare');

http('bare', async (req, res) => {
  const { rows } = readBody(submitBody, req.body);
  const batch = db.batch();
  for (const { key, cells } of rows) {
    const record = { ...sample.record, key, cells: { ...sample.record['cells'], ...cells } };
    batch.set(desk.collection('records').doc(key), { ...record, syncedAt: FieldValue.serverTimestamp() });
    batch.create(desk.collection('events').doc(`${key}-1`), { ...sample.event, key });
    batch.create(desk.collection('private').doc(key), sample.privateCells);
    batch.create(desk.collection('notices').doc(`${key}-1`), sample.notice);
  }
  batch.set(desk.collection('counters').doc('day'), { serial: rows.length });
  batch.create(desk.collection('changes').doc(), sample.change);
  await batch.commit();
  res.json({ rows: rows.map(({ key }) => ({ key, outcome: 'saved' })) });
});

const port = await listen(getTestServer('bare'), 0, true);
process.stdout.write(`http://127.0.0.1:${port}\n`);
