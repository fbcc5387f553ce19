import 'server-only';
import { useTranslations } from 'next-intl';
import type { Messages } from '@/config/messages/english';

/**
 * The hook by which server components read messages. Import it from here: with this module in a client
 * component the build fails, so that no library for messages gets into the browser. Client components get
 * their texts as props.
 */
export { useTranslations };

/** Translates the messages of a feature. */
export type Translator<Feature extends keyof Messages> = ReturnType<typeof useTranslations<Feature>>;
