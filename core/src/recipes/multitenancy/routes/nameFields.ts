import { field, text } from '../../../http/fields.ts';
import { readAppId, readConnectionUriDomain, readTenantId } from '../names.ts';

export const appId = field((value, name) => readAppId(text.read(value, name)));
export const tenantId = field((value, name) => readTenantId(text.read(value, name)));
export const connectionUriDomain = field((value, name) => readConnectionUriDomain(text.read(value, name)));
