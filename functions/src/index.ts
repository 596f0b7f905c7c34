// What is deployed: one export for each endpoint. Nothing is made before the first call; but bodies are guarded from
// the first one on, and no call is followed by a domain.

import type { HttpFunction } from '@google-cloud/functions-framework';
import { composePorts } from './compose.ts';
import { readConfig } from './config.ts';
import { once } from './core/lib/keep-latest.ts';
import type { EndpointName } from './deploy/endpoints.ts';
import { followNoCalls } from './http/framework-domains.ts';
import { guardServers } from './http/framework-errors.ts';
import { handlersOf } from './http/handlers.ts';

const ports = once(() => composePorts(readConfig(process.env), Date.now));
const handlers = once(() => handlersOf(ports()));
guardServers(ports);
followNoCalls();

function endpoint(name: EndpointName): HttpFunction {
  return (req, res) => handlers()[name](req, res);
}

export const api = endpoint('api');
export const ring = endpoint('ring');
export const summarise = endpoint('summarise');
export const sweep = endpoint('sweep');
export const link = endpoint('link');
