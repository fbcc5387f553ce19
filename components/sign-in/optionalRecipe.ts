import type { ComponentType, ReactNode } from 'react';
import type { canHandleRoute } from 'supertokens-auth-react/ui';
import type { getFrontendConfig } from '@/config/supertokens/frontend';

/** A recipe that not every visit needs, with its screens and component overrides. */
export interface OptionalRecipe {
  recipe: Parameters<typeof getFrontendConfig>[0]['added'][number];
  preBuiltUi: Parameters<typeof canHandleRoute>[0][number];
  Overrides: ComponentType<{ children: ReactNode }>;
}
