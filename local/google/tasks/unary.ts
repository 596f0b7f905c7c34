// Between gRPC and a plain function: its value is the answer, a Refusal it throws is the status.

import { type handleUnaryCall, status } from '@grpc/grpc-js';
import { Refusal } from './refusal.ts';

/** Anything else that `answer` throws is a fault of ours and answered as INTERNAL. */
export function unary<Request, Answer>(
  answer: (request: Request) => Answer,
): handleUnaryCall<Request, Answer> {
  return (call, callback) => {
    let message: Answer;
    try {
      message = answer(call.request);
    } catch (cause) {
      const refusal =
        cause instanceof Refusal ? cause : new Refusal(status.INTERNAL, String(cause), { cause });
      callback({ code: refusal.code, details: refusal.message });
      return;
    }
    callback(null, message);
  };
}
