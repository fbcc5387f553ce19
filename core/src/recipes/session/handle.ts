import { uuid } from '../../crypto/digest.ts';
import { PUBLIC } from '../multitenancy/names.ts';

/** A handle tells its tenant: calls on the app find the session's tenant by it. */
export const newHandle = (tenantId: string): string =>
  tenantId === PUBLIC ? uuid() : `${uuid()}_${tenantId}`;

export const tenantOfHandle = (handle: string): string => handle.split('_')[1] || PUBLIC;
