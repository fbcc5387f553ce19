import type { LandingTexts } from './landingTexts';
import { Point } from './Point';
import { Section } from './Section';

const STEPS = ['request', 'verify', 'respond', 'refresh'] as const;

/** The steps of a request, in order. */
export function Journey({ t }: { t: LandingTexts }) {
  return (
    <Section id="journey" title={t('journey.title')}>
      <ol className="grid grid-cols-1 gap-x-10 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
        {STEPS.map((step, index) => (
          <Point key={step} title={t(`journey.${step}.title`)} text={t(`journey.${step}.text`)}>
            <span aria-hidden="true" className="text-display-section text-accent font-semibold">
              {index + 1}
            </span>
          </Point>
        ))}
      </ol>
    </Section>
  );
}
