import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { MicroCredentialPicker } from '../catalog/MicroCredentialPicker.tsx';
import { Button } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import type { UnitDraft } from './draft-parts.ts';
import styles from './learning.module.css';

/** Which stacks and micro-credentials stand beside a unit, found by typing. */
export function AlignmentEditor({
  alignedTo,
  onChange,
}: {
  alignedTo: UnitDraft['alignedTo'];
  onChange: (alignedTo: UnitDraft['alignedTo']) => void;
}) {
  const { t } = useTranslation('learning');
  const stacks = useQuery({ queryKey: ['stacks'], queryFn: async () => (await answer(api.GET('/api/v1/stacks'))).items });
  // a new key empties the field after each choice
  const [round, setRound] = useState(0);
  const known = stacks.data ?? [];
  return (
    <div className={styles.rule}>
      <p>
        <strong>{t('course.aligned')}</strong>
      </p>
      <p className={styles.small}>{t('course.alignedLead')}</p>
      <ul className={styles.chosen}>
        {[
          ...alignedTo.stacks.map((slug) => ['stacks', slug] as const),
          ...alignedTo.microCredentials.map((slug) => ['microCredentials', slug] as const),
        ].map(([list, slug]) => {
          const name = known.find((stack) => stack.slug === slug)?.title ?? slug;
          return (
            <li key={`${list}/${slug}`}>
              <span>{name}</span>
              <Button
                size="small"
                variant="quiet"
                icon="close"
                iconOnly
                onClick={() => onChange({ ...alignedTo, [list]: alignedTo[list].filter((one) => one !== slug) })}
              >
                {t('authoring.take', { name })}
              </Button>
            </li>
          );
        })}
      </ul>
      <Combobox
        key={`${round}-${known.length}`}
        label={t('course.stack')}
        optional={t('optional')}
        options={known
          .filter(({ slug }) => !alignedTo.stacks.includes(slug))
          .map(({ slug, title, issuer }) => ({ id: slug, label: title, detail: issuer.name }))}
        empty={t('course.noneFits')}
        showAll={t('course.showAll')}
        onSelect={(slug) => {
          if (!slug) return;
          onChange({ ...alignedTo, stacks: [...alignedTo.stacks, slug] });
          setRound(round + 1);
        }}
      />
      <MicroCredentialPicker
        label={t('course.microCredential')}
        optional={t('optional')}
        empty={t('course.noneFits')}
        showAll={t('course.showAll')}
        without={alignedTo.microCredentials}
        onPick={({ slug }) => onChange({ ...alignedTo, microCredentials: [...alignedTo.microCredentials, slug] })}
      />
    </div>
  );
}
