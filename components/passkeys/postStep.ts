import { PASSKEYS_FUNCTION } from '@/config/contracts/passkeyRoutes';
import type { ErrorAnswer } from '@/config/contracts/errorAnswer';

type StepRefusal = Pick<ErrorAnswer['error'], 'code' | 'message' | 'field' | 'reason' | 'params'>;

/** The function refused a step; `refusal` is undefined where the response is not from it. */
export class RefusedStep extends Error {
  readonly refusal: StepRefusal | undefined;
  readonly code: StepRefusal['code'] | undefined;
  readonly field: string | undefined;

  constructor(refusal?: StepRefusal) {
    super(refusal?.message);
    this.refusal = refusal;
    this.code = refusal?.code;
    this.field = refusal?.field;
  }
}

/**
 * Sends a step of a passkey to the function.
 *
 * @param headers what the step needs besides the cookies of this browser
 * @throws RefusedStep for any response but 200, and TypeError where none has arrived
 */
export async function postStep<T>(
  route: string,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(`${PASSKEYS_FUNCTION}/${route}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json().catch(() => ({}))) as T & { error?: StepRefusal };
  if (!response.ok) throw new RefusedStep(answer.error);
  return answer;
}
