// The wrapper that an address names, in the scheme of https://developers.google.com/tink/get-key-uri.

import { cloudKmsOf, cloudKmsWrapper } from './cloud-kms.ts';
import { keyFileWrapper } from './key-file.ts';
import type { KeyWrapper } from './key-wrapper.ts';

const CLOUD_KMS = 'gcp-kms://';

/**
 * The wrapper of an address. `kmsRootUrl` leads to another server than Google's.
 * @throws Error when the address names a file that holds no keys
 */
export function wrapperOf(uri: string, kmsRootUrl?: string): KeyWrapper {
  if (uri.startsWith(CLOUD_KMS)) return cloudKmsWrapper(cloudKmsOf(kmsRootUrl), uri.slice(CLOUD_KMS.length));
  return keyFileWrapper(new URL(uri));
}
