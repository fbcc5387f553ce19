import { forbidden } from '../../errors.ts';
import { requireMultiTenancy } from '../../features.ts';
import type { Features } from '../../features.ts';
import { PUBLIC } from './names.ts';
import type { Tenant } from './types.ts';

type Place = Pick<Tenant, 'appId' | 'tenantId'>;

/**
 * Checks that the caller may update the target: itself or a child. The real core lets any caller update the
 * base tenant.
 */
export function checkMayUpdate(features: Features, caller: Place, target: Place): void {
  if (!isBase(target)) requireMultiTenancy(features);
  if (target.tenantId !== PUBLIC) {
    if (![PUBLIC, target.tenantId].includes(caller.tenantId))
      throw forbidden('You must use the public or same tenant to add/update a tenant');
  } else if (target.appId !== PUBLIC) {
    if (caller.tenantId !== PUBLIC || ![PUBLIC, target.appId].includes(caller.appId))
      throw forbidden('You must use the public or same app to add/update an app');
  }
}

export const isBase = ({ appId, tenantId }: Place): boolean => appId === PUBLIC && tenantId === PUBLIC;
