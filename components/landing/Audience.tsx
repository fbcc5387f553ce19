import type { LandingTexts } from './landingTexts';
import { Point } from './Point';
import { Section } from './Section';

const GROUPS = ['developers', 'operators', 'users'] as const;

/** Says for whom the app is. */
export function Audience({ t }: { t: LandingTexts }) {
  return (
    <Section id="audience" title={t('audience.title')}>
      <ul className="grid grid-cols-1 gap-10 sm:grid-cols-3">
        {GROUPS.map((group) => (
          <Point key={group} title={t(`audience.${group}.title`)} text={t(`audience.${group}.text`)} />
        ))}
      </ul>
    </Section>
  );
}
