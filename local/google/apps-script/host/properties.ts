// PropertiesService: texts by key, durable, within Google's limits.
// https://developers.google.com/apps-script/guides/services/quotas
import type { ScriptStore } from '../store.ts';

const MAX_VALUE_BYTES = 9 * 1024;
const MAX_STORE_BYTES = 500 * 1024;

/** Throws Google's message when a value, or all together, would be too large. */
export function writeProperties(
  store: ScriptStore,
  owner: string,
  properties: Record<string, string>,
  deleteOthers: boolean,
): void {
  for (const value of Object.values(properties)) {
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) throw new Error('Argument too large: value');
  }
  const after = deleteOthers ? properties : { ...store.properties(owner), ...properties };
  const bytes = Object.entries(after).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  if (bytes > MAX_STORE_BYTES) {
    throw new Error(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
  }
  store.saveProperties(owner, properties, deleteOthers);
}
