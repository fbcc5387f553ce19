import type { Route } from '../../http/route.ts';
import { codeRoutes } from './routes/codes.ts';
import { signInRoutes } from './routes/signIn.ts';
import { userRoutes } from './routes/users.ts';

export const passwordlessRoutes: readonly Route[] = [...codeRoutes, ...signInRoutes, ...userRoutes];
