import type { TestCore } from './testCore';

/** Path prefix of the app "shop". */
export const SHOP = '/appid-shop';

/** Creates the app "shop" with a tenant "t1". */
export async function createShop({ call }: TestCore): Promise<void> {
  await call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
  await call('PUT', `${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1' });
}
