import type { LandingTexts } from './landingTexts';
import { Section } from './Section';

const GROUPS = ['developers', 'operators', 'users'] as const;

/** Says for whom the app is. */
export function Audience({ t }: { t: LandingTexts }) {
  return (
    <Section id="audience" title={t('audience.title')}>
      <ul className="grid gap-10 sm:grid-cols-3">
        {GROUPS.map((group) => (
          <li key={group} className="grid content-start gap-2">
            <h3 className="text-h2">{t(`audience.${group}.title`)}</h3>
            <p className="text-soft">{t(`audience.${group}.text`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
