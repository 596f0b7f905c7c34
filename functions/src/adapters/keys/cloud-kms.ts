// Keys wrapped by Cloud KMS. It keeps the versions of its key, rotates them by itself, and finds the right one from
// what it has wrapped. https://cloud.google.com/kms/docs/envelope-encryption

import { GoogleAuth } from 'google-auth-library';
import { cloudkms, type cloudkms_v1 } from 'googleapis/build/src/apis/cloudkms/index.js';
import type { KeyWrapper } from './key-wrapper.ts';

/** A client of Cloud KMS. `rootUrl` leads to another server than Google's, without credentials. */
export function cloudKmsOf(rootUrl: string | undefined): cloudkms_v1.Cloudkms {
  if (rootUrl !== undefined) return cloudkms({ version: 'v1', rootUrl });
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloudkms'] });
  return cloudkms({ version: 'v1', auth });
}

/** A wrapper by a key of Cloud KMS: its full name is `projects/…/locations/…/keyRings/…/cryptoKeys/…`. */
export function cloudKmsWrapper({ projects }: cloudkms_v1.Cloudkms, name: string): KeyWrapper {
  const { cryptoKeys } = projects.locations.keyRings;
  return {
    async wrap(secret, context) {
      const requestBody = { plaintext: secret.toString('base64'), ...boundTo(context) };
      const { data } = await cryptoKeys.encrypt({ name, requestBody });
      return bytesOf(data.ciphertext);
    },
    async unwrap(wrapped, context) {
      const requestBody = { ciphertext: wrapped.toString('base64'), ...boundTo(context) };
      const { data } = await cryptoKeys.decrypt({ name, requestBody });
      return bytesOf(data.plaintext);
    },
  };
}

const boundTo = (context: string) => ({
  additionalAuthenticatedData: Buffer.from(context).toString('base64'),
});

function bytesOf(text: string | null | undefined): Buffer {
  if (!text) throw new Error('Cloud KMS answered without a text');
  return Buffer.from(text, 'base64');
}
