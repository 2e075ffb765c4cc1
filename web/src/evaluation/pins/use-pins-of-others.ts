import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../types.ts';
import type { OtherPins } from './use-pins.ts';

/** Comments that the reader may read beside the own: of other readings of the submission, and of the attempts before. */
export function usePinsOfOthers({ others, earlier }: Pick<Evaluation, 'others' | 'earlier'>): OtherPins[] {
  const { t } = useTranslation('evaluation');
  return useMemo(
    () => [
      ...others.map(({ reading, comments }) => ({ from: t('pins.fromReading', { reading }), comments })),
      ...earlier.map(({ attempt, comments }) => ({ from: t('pins.fromAttempt', { attempt }), comments })),
    ],
    [others, earlier, t],
  );
}
