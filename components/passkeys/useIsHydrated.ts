import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/** Whether the script of a component runs: until then, its buttons do nothing. */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
