import { isAtLeast } from '../../cdiVersions.ts';
import { badRequest } from '../../errors.ts';
import { field, filledText, flag, nullable, optional, text } from '../../http/fields.ts';
import { requiredFilledText, optionalText, param } from '../../http/params.ts';
import { defineRoute } from '../../http/route.ts';
import type { Route } from '../../http/route.ts';
import { trim } from '../../text.ts';
import { createMapping, dropMapping, getMapping, updateInfo } from './useridmapping.ts';
import type { UserIdType } from './useridmapping.ts';

const readType = (value: string): UserIdType => {
  const type = trim(value);
  if (type === 'SUPERTOKENS' || type === 'EXTERNAL' || type === 'ANY') return type;
  throw badRequest("Field name 'userIdType' should be one of 'SUPERTOKENS', 'EXTERNAL' or 'ANY'");
};

const userIdType = optional(field((value, name) => readType(text.read(value, name))));

/** Throws 400 for rejected requests; returns all other outcomes. */
const answered = async <T extends { status: string }>(
  outcome: Promise<T | { status: 'REFUSED'; reason: string }>,
): Promise<T> => {
  const result = await outcome;
  if ('reason' in result) throw badRequest(result.reason);
  return result;
};

const create = defineRoute({
  method: 'POST',
  path: '/recipe/userid/map',
  scope: 'app',
  body: {
    superTokensUserId: filledText,
    externalUserId: filledText,
    externalUserIdInfo: optional(nullable(filledText)),
    force: optional(flag),
  },
  handle: ({ context, tenant, body, cdiVersion }) => {
    const { superTokensUserId: userId, externalUserId, externalUserIdInfo = null, force = false } = body;
    const options = { force, takesVerifiedEmail: isAtLeast(cdiVersion, '4.0') };
    return answered(
      createMapping(context, tenant.appId, { userId, externalUserId, externalUserIdInfo }, options),
    );
  },
});

const get = defineRoute({
  method: 'GET',
  path: '/recipe/userid/map',
  scope: 'app',
  refusesTenantFirst: true,
  query: {
    userId: requiredFilledText,
    userIdType: param((value, name) => readType(optionalText.read(value, name) ?? 'ANY')),
  },
  handle: async ({ context, tenant, query }) => {
    const mapping = await getMapping(context, tenant.appId, query.userId, query.userIdType);
    if (mapping === null) return { status: 'UNKNOWN_MAPPING_ERROR' };
    return {
      status: 'OK',
      superTokensUserId: mapping.userId,
      externalUserId: mapping.externalUserId,
      externalUserIdInfo: mapping.externalUserIdInfo ?? undefined,
    };
  },
});

const remove = defineRoute({
  method: 'POST',
  path: '/recipe/userid/map/remove',
  scope: 'app',
  refusesTenantFirst: true,
  body: { userId: filledText, userIdType, force: optional(flag) },
  handle: ({ context, tenant, body }) =>
    answered(dropMapping(context, tenant.appId, body.userId, body.userIdType ?? 'ANY', body.force ?? false)),
});

const putInfo = defineRoute({
  method: 'PUT',
  path: '/recipe/userid/external-user-id-info',
  scope: 'app',
  refusesTenantFirst: true,
  body: { userId: filledText, userIdType, externalUserIdInfo: nullable(filledText) },
  handle: ({ context, tenant, body }) =>
    updateInfo(context, tenant.appId, body.userId, body.userIdType ?? 'ANY', body.externalUserIdInfo),
});

export const useridmappingRoutes: readonly Route[] = [create, get, remove, putInfo];
