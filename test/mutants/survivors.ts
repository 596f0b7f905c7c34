// Faults that no test notices, on purpose: each is no fault at all, for the reason beside it.
import { OF_ADDON } from './survivors/of-addon.ts';
import { OF_CORE } from './survivors/of-core.ts';
import { OF_SERVICE } from './survivors/of-service.ts';

export const SURVIVORS = [...OF_CORE, ...OF_SERVICE, ...OF_ADDON];
