// Calls of google.firestore.v1.Firestore as gRPC's own client makes and hears them, below Google's client.
import {
  type Client,
  type ClientReadableStream,
  type ClientUnaryCall,
  Metadata,
  type MethodDefinition,
  type StatusObject,
  status,
} from '@grpc/grpc-js';
import { firestoreProtocol } from '../../../local/google/firestore/wire/protocol.ts';

/** All that a client hears of a call, but for the random names of transactions. */
export interface Heard {
  method: string;
  headers: boolean;
  messages: object[];
  code: status;
  details: string;
}

/** A call, which may go by what was heard of those before. */
export type Call = [method: string, request: object | ((before: readonly Heard[]) => object)];

/** A call of Firestore, by its name there. */
export function methodOf(method: string): MethodDefinition<object, object> {
  const found = firestoreProtocol()[method];
  if (!found) throw new Error(`no method ${method}`);
  return found;
}

/** Makes a call, and resolves with its end, whatever that is. */
export function hear(client: Client, method: string, request: object): Promise<Heard> {
  const { path, requestSerialize, responseDeserialize, ...streams } = methodOf(method);
  const heard: Heard = { method, headers: false, messages: [], code: status.OK, details: '' };
  const take = (message: object | undefined) => void (message && heard.messages.push(message));
  return new Promise(resolve => {
    const listen = (call: ClientUnaryCall | ClientReadableStream<object>): void => {
      call.on('metadata', () => void (heard.headers = true));
      call.on('status', ({ code, details }: StatusObject) =>
        resolve(Object.assign(heard, { code, details })),
      );
    };
    const sent = new Metadata();
    if (!streams.responseStream) {
      const call = client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        sent,
        {},
        (_, message) => take(message),
      );
      return listen(call);
    }
    const open = (): ClientReadableStream<object> => {
      if (!streams.requestStream)
        return client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, sent);
      const both = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, sent);
      both.write(request);
      return both;
    };
    const stream = open();
    listen(stream);
    stream.on('data', take);
    // It is the status as well.
    stream.on('error', () => undefined);
  });
}

/** One after the other. */
export async function hearAll(client: Client, calls: readonly Call[]): Promise<Heard[]> {
  const all: Heard[] = [];
  for (const [method, request] of calls)
    all.push(await hear(client, method, typeof request === 'function' ? request(all) : request));
  return all;
}
