// The functions framework runs each call in a domain, which catches what nobody else caught. What ours fail of is
// caught in `respond`; and from the first domain on Node follows every promise of the process, which takes a tenth of a
// row's time. https://nodejs.org/api/domain.html

import domain from 'node:domain';

/** Stands for a domain where the framework asks for one, and only runs what it is given. */
const PLAIN = {
  on: () => PLAIN,
  run: <T>(work: () => T): T => work(),
};

/** From here on the framework gets no domains in this process. */
export function followNoCalls(): void {
  Object.assign(domain, { create: () => PLAIN });
}
