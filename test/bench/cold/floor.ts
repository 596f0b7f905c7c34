// The least that a function of this kind needs for its first row: the framework, Google's Firestore client and one
// commit.

import { http } from '@google-cloud/functions-framework';
import { firestoreOf } from '../../../functions/src/adapters/firestore/documents.ts';

http('api', async (req, res) => {
  const db = firestoreOf('floor', process.env['FIRESTORE_ADDRESS']);
  await db
    .collection('rows')
    .doc()
    .create({ row: JSON.stringify(req.body) });
  res.json({ outcome: 'saved' });
});
