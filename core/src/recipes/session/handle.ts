import { uuid } from '../../crypto/digest.ts';
import { PUBLIC } from '../multitenancy/names.ts';

/** The handle contains the tenant, so that app-level calls find it. */
export const newHandle = (tenantId: string): string =>
  tenantId === PUBLIC ? uuid() : `${uuid()}_${tenantId}`;

export const tenantOfHandle = (handle: string): string => handle.split('_')[1] || PUBLIC;
