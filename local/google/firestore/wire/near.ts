// Firestore's gRPC without a socket, for clients in this process. Their end of gRPC writes and reads the same bytes, by
// the same descriptions and over the same handlers: only what carries them is left out.
import {
  type ChannelInterface,
  connectivityState,
  Metadata,
  type MethodDefinition,
  type ServiceDefinition,
  type StatusObject,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { LIMITS } from '../database/limits.ts';

type ClientCall = ReturnType<ChannelInterface['createCall']>;
type Listener = Parameters<ClientCall['start']>[1];
type Context = Parameters<ClientCall['sendMessageWithContext']>[0];
type End = Pick<StatusObject, 'code' | 'details'>;

/** What a handler uses of a call. */
interface ServedCall {
  request: object | undefined;
  sendMetadata(metadata: Metadata): void;
  write(message: object): void;
  end(): void;
  emit(event: 'error', end: End): void;
}
type Handler = (call: ServedCall, answer: (refusal: End | null, message?: object) => void) => void;

interface Served {
  method: MethodDefinition<object, object>;
  handle: Handler;
}

const OK: End = { code: status.OK, details: 'OK' };

/** The handlers of a service, and the calls that are open. */
export class NearService {
  readonly #served: ReadonlyMap<string, Served>;
  readonly #open = new Set<NearCall>();
  #isClosed = false;

  constructor(protocol: ServiceDefinition, service: UntypedServiceImplementation) {
    this.#served = new Map(
      Object.values(protocol).map(method => {
        // gRPC types a handler by its own calls, which have sockets; ours ask nothing of a call but what is here.
        const handle = service[method.originalName ?? ''] as unknown as Handler;
        return [method.path, { method, handle }];
      }),
    );
  }

  /** A way for one client: gRPC's take it by their option `channelFactoryOverride`. */
  channel(): ChannelInterface {
    let isShut = false;
    return {
      createCall: path => {
        if (isShut) throw new Error('Channel has been shut down');
        return new NearCall(this.#open, this.#isClosed ? undefined : this.#served.get(path));
      },
      close: () => {
        isShut = true;
      },
      getTarget: () => 'near',
      getConnectivityState: () => (isShut ? connectivityState.SHUTDOWN : connectivityState.READY),
      watchConnectivityState: () => undefined,
      getChannelzRef: () => {
        throw new Error('Nobody watches what goes no way');
      },
    };
  }

  /** As when a server dies: open calls end, and each that comes then finds nobody. */
  close(): void {
    this.#isClosed = true;
    for (const call of this.#open) call.cancelWithStatus(status.UNAVAILABLE, 'Connection dropped');
  }
}

/**
 * One call. As over a socket, no end of it is ever called from within the other: each hears in a turn of its own.
 * Deadlines are not kept: what a client would give up is waited for.
 */
class NearCall implements ClientCall {
  readonly #open: Set<NearCall>;
  readonly #served: Served | undefined;
  #listener: Listener | undefined;
  #request: Buffer | undefined;
  /** What is on its way back, and has not been taken yet. */
  readonly #messages: Buffer[] = [];
  #headers: 'none' | 'sent' | 'heard' = 'none';
  #end: End | undefined;
  #isOver = false;
  /** How many messages the client is ready for. */
  #wanted = 0;
  #isComing = false;

  constructor(open: Set<NearCall>, served: Served | undefined) {
    this.#open = open;
    this.#served = served;
  }

  start(_: Metadata, listener: Listener): void {
    this.#listener = listener;
    this.#open.add(this);
    // Who may send several messages is served from the first on.
    if (this.#served?.method.requestStream) setImmediate(() => this.#serve());
  }

  sendMessageWithContext({ callback }: Context, message: Buffer): void {
    this.#request = message;
    if (callback) setImmediate(callback);
  }

  halfClose(): void {
    if (!this.#served?.method.requestStream) setImmediate(() => this.#serve());
  }

  startRead(): void {
    this.#wanted++;
    if (this.#messages.length > 0) this.#come();
  }

  /** Ends it for the client; what the handler does goes on, and nobody hears of it. */
  cancelWithStatus(code: status, details: string): void {
    this.#messages.length = 0;
    this.#finish({ code, details });
  }

  getPeer(): string {
    return 'near';
  }

  getCallNumber(): number {
    return 0;
  }

  setCredentials(): void {
    throw new Error('Nobody is asked who he is');
  }

  getAuthContext(): null {
    return null;
  }

  #serve(): void {
    if (this.#end) return;
    if (!this.#served)
      return this.#finish({ code: status.UNAVAILABLE, details: 'No connection established' });
    const { method, handle } = this.#served;
    const size = this.#request?.length ?? 0;
    if (size > LIMITS.requestBytes) {
      const details = `Received message larger than max (${size} vs ${LIMITS.requestBytes})`;
      return this.#finish({ code: status.RESOURCE_EXHAUSTED, details });
    }
    const call: ServedCall = {
      request: this.#request && method.requestDeserialize(this.#request),
      sendMetadata: () => this.#sendHeaders(),
      write: message => this.#send(method.responseSerialize(message)),
      end: () => this.#finish(OK),
      emit: (_, refusal) => this.#finish(refusal),
    };
    handle(call, (refusal, message) => {
      if (message) call.write(message);
      this.#finish(refusal ?? OK);
    });
  }

  #sendHeaders(): void {
    if (this.#headers === 'none') this.#headers = 'sent';
    this.#come();
  }

  #send(message: Buffer): void {
    if (this.#end) return;
    this.#messages.push(message);
    this.#sendHeaders();
  }

  #finish(end: End): void {
    this.#end ??= end;
    this.#come();
  }

  /** Has the client hear, in a turn of its own, what has come by then. */
  #come(): void {
    if (this.#isComing || this.#isOver) return;
    this.#isComing = true;
    setImmediate(() => {
      this.#hear();
      this.#isComing = false;
    });
  }

  #hear(): void {
    const listener = this.#listener;
    if (!listener || this.#isOver) return;
    if (this.#headers === 'sent') {
      this.#headers = 'heard';
      listener.onReceiveMetadata(new Metadata());
    }
    while (this.#wanted > 0) {
      const message = this.#messages.shift();
      if (!message) break;
      this.#wanted--;
      listener.onReceiveMessage(message);
    }
    if (!this.#end || this.#messages.length > 0) return;
    this.#isOver = true;
    this.#open.delete(this);
    listener.onReceiveStatus({ ...this.#end, metadata: new Metadata() });
  }
}
