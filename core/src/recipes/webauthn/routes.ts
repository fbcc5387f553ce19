import type { Route } from '../../http/route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { optionsRoutes } from './routes/options.ts';
import { signInRoutes } from './routes/signIn.ts';

export const webauthnRoutes: readonly Route[] = [
  ...optionsRoutes,
  ...signInRoutes,
  ...credentialRoutes,
  ...accountRoutes,
];
