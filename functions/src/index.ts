// What is deployed: one export for each endpoint. Nothing is made before the first call.

import type { HttpFunction } from '@google-cloud/functions-framework';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import type { EndpointName } from './deploy/endpoints.ts';
import type { Handlers } from './http/handlers.ts';

let handlers: Handlers | undefined;

function endpoint(name: EndpointName): HttpFunction {
  return (req, res) => {
    handlers ??= compose(readConfig(process.env), Date.now);
    return handlers[name](req, res);
  };
}

export const api = endpoint('api');
export const ring = endpoint('ring');
export const summarise = endpoint('summarise');
export const sweep = endpoint('sweep');
export const link = endpoint('link');
