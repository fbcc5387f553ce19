import { isAtLeast } from '../../../cdiVersions.ts';
import { badRequest } from '../../../errors.ts';
import { deferred, optional, text } from '../../../http/fields.ts';
import { defineRoute } from '../../../http/route.ts';
import type { Route } from '../../../http/route.ts';
import { checkIsEnabled } from '../../multitenancy/enabled.ts';
import { usedMethodToJson, userOfRecipeToJson } from '../../users/wire.ts';
import { checkCode, consumeCode } from '../signInUp.ts';
import type { Proof } from '../signInUp.ts';
import { consumedDeviceToJson } from '../wire.ts';
import { decode } from './fields.ts';

const proofFields = {
  preAuthSessionId: text,
  linkCode: optional(deferred(text)),
  deviceId: optional(deferred(text)),
  userInputCode: optional(deferred(text)),
};

interface ProofBody {
  readonly linkCode: (() => string) | undefined;
  readonly deviceId: (() => string) | undefined;
  readonly userInputCode: (() => string) | undefined;
}

/** Reads the given proof: a link code, or a device id with the entered code. */
function writtenProofOf({ linkCode, deviceId, userInputCode }: ProofBody) {
  if (linkCode !== undefined && deviceId === undefined && userInputCode === undefined)
    return { linkCode: linkCode() };
  if (linkCode !== undefined || deviceId === undefined || userInputCode === undefined)
    throw badRequest('Please provide exactly one of linkCode or deviceId+userInputCode');
  return { deviceId: deviceId(), userInputCode: userInputCode() };
}

function proofOf(body: ProofBody): Proof {
  const written = writtenProofOf(body);
  if (written.linkCode !== undefined) return { linkCode: decode(written.linkCode, 'linkCode') };
  return { deviceId: decode(written.deviceId, 'deviceId'), userInputCode: written.userInputCode };
}

const checkProof = ({ body }: { body: ProofBody & { preAuthSessionId: string } }): void => {
  writtenProofOf(body);
};

const mismatch = () => badRequest("preAuthSessionId and deviceId doesn't match");

const postConsume = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code/consume',
  scope: 'tenant',
  body: proofFields,
  check: checkProof,
  handle: async ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'passwordless', cdiVersion);
    const vouches = isAtLeast(cdiVersion, '4.0');
    const result = await consumeCode(context, tenant, body.preAuthSessionId, proofOf(body), vouches);
    if (result.status === 'DEVICE_MISMATCH') throw mismatch();
    if (result.status !== 'OK') return result;
    const { status, createdNewUser, user, recipeUserId, device } = result;
    return {
      status,
      createdNewUser,
      user: userOfRecipeToJson(user, cdiVersion),
      ...usedMethodToJson(user, recipeUserId, cdiVersion),
      consumedDevice: isAtLeast(cdiVersion, '5.0') ? consumedDeviceToJson(device) : undefined,
    };
  },
});

const postCheck = defineRoute({
  method: 'POST',
  path: '/recipe/signinup/code/check',
  scope: 'tenant',
  body: proofFields,
  check: checkProof,
  handle: async ({ context, tenant, body, cdiVersion }) => {
    checkIsEnabled(tenant, 'passwordless', cdiVersion);
    const result = await checkCode(context, tenant, body.preAuthSessionId, proofOf(body));
    if (result.status === 'DEVICE_MISMATCH') throw mismatch();
    return result.status === 'OK'
      ? { status: 'OK', consumedDevice: consumedDeviceToJson(result.device) }
      : result;
  },
});

export const signInRoutes: readonly Route[] = [postConsume, postCheck];
