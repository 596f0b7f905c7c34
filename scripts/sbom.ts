// `npm run sbom`: what this project is made of, from the lockfile, as CycloneDX 1.6 into dist/sbom.cdx.json. Ends with
// 1 where a licence is not among those that are allowed, or where a package wants to run something when it is installed
// that nobody has looked at.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { billOf, faultsOf, INSTALL_SCRIPTS, readLock } from './sbom/bill.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist', 'sbom.cdx.json');
const lock = readLock(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const bill = billOf(lock);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify(bill, null, 2)}\n`);

const shipped = bill.components.filter(({ scope }) => scope === 'required');
const licences = new Map<string, number>();
for (const { licence } of lock) licences.set(licence, (licences.get(licence) ?? 0) + 1);
const lines = [
  `${bill.components.length} packages, ${shipped.length} of them shipped: dist/sbom.cdx.json`,
  ...[...licences].sort(([, a], [, b]) => b - a).map(([licence, count]) => `  ${licence}: ${count}`),
  `Run something when they are installed: ${Object.keys(INSTALL_SCRIPTS).join(', ')}`,
];
process.stdout.write(`${lines.join('\n')}\n`);
const faults = faultsOf(lock);
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exitCode = 1;
}
