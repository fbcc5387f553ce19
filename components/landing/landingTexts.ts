import type { Translator } from '../ui/translations';

/** Translates the texts of the landing page, which is rendered at build time in a fixed language. */
export type LandingTexts = Translator<'landing'>;
