import type { TestCore } from './testCore';

/** Where the app "shop" is called. */
export const SHOP = '/appid-shop';

/** Makes the app "shop" beside the one that is always there, with a tenant "t1". */
export async function makeShop({ call }: TestCore): Promise<void> {
  await call('PUT', '/recipe/multitenancy/app/v2', { appId: 'shop' });
  await call('PUT', `${SHOP}/recipe/multitenancy/tenant/v2`, { tenantId: 't1' });
}
