import type { Context } from '../../context.ts';
import type { Tx } from '../../db/query.ts';
import { tenantNotFound } from '../../errors.ts';
import { checkProvider, checkStorable } from './provider.ts';
import { findTenant, removeProvider, saveProvider } from './store.ts';
import type { Provider, Tenant } from './types.ts';

/**
 * Creates or replaces a provider of a tenant. Validates all its providers, as the real core does;
 * `skipValidation` omits that.
 */
export const putProvider = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  provider: Provider,
  skipValidation: boolean,
): Promise<{ createdNew: boolean }> =>
  db.write((tx) => {
    const others = otherProviders(tx, appId, tenantId, provider.thirdPartyId);
    checkStorable(provider);
    if (!skipValidation) for (const one of [...others.providers, provider]) checkProvider(one);
    saveProvider(tx, appId, tenantId, provider);
    return { createdNew: !others.wasFound };
  });

export const dropProvider = (
  { db }: Pick<Context, 'db'>,
  { appId, tenantId }: Tenant,
  thirdPartyId: string,
): Promise<{ didConfigExist: boolean }> =>
  db.write((tx) => {
    for (const one of otherProviders(tx, appId, tenantId, thirdPartyId).providers) checkProvider(one);
    return { didConfigExist: removeProvider(tx, appId, tenantId, thirdPartyId) };
  });

function otherProviders(
  tx: Tx,
  appId: string,
  tenantId: string,
  thirdPartyId: string,
): { providers: readonly Provider[]; wasFound: boolean } {
  const tenant = findTenant(tx, appId, tenantId);
  if (tenant === null) throw tenantNotFound(appId, tenantId);
  const providers = tenant.providers.filter((one) => one.thirdPartyId !== thirdPartyId);
  return { providers, wasFound: providers.length < tenant.providers.length };
}
