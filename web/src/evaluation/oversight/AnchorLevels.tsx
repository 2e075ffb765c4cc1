import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { levelsOf, scoreKey } from '../guide.ts';
import type { Part } from '../types.ts';
import styles from './oversight.module.css';

/** The agreed level of a criterion, with the reason that evaluators read afterwards. */
export interface Agreed {
  levelId: string;
  reason: string;
}
/** By `part/criterion`. */
export type AgreedLevels = Readonly<Record<string, Agreed>>;

export const nothingAgreed: Agreed = { levelId: '', reason: '' };

/** The levels in the shape that the API takes; null while a criterion has none. */
export function agreedOn(parts: readonly Part[], levels: AgreedLevels) {
  const all = parts.flatMap((part) =>
    part.criteria.map(({ id }) => {
      const { levelId, reason } = levels[scoreKey(part.id, id)] ?? nothingAgreed;
      return { partId: part.id, criterionId: id, levelId, reason: reason.trim() };
    }),
  );
  return all.every(({ levelId }) => levelId) ? all : null;
}

interface AnchorLevelsProps {
  parts: readonly Part[];
  levels: AgreedLevels;
  onChange: (levels: AgreedLevels) => void;
  /** Says which levels are missing. */
  tried: boolean;
}

/** Sets the true level of every criterion of an anchor, and says why. */
export function AnchorLevels({ parts, levels, onChange, tried }: AnchorLevelsProps) {
  const { t } = useTranslation('evaluation');
  return parts.map((part) => (
    <fieldset key={part.id} className={styles.group}>
      <legend className={styles.legend}>{part.title}</legend>
      {part.criteria.map(({ id, title }) => {
        const key = scoreKey(part.id, id);
        const agreed = levels[key] ?? nothingAgreed;
        return (
          <div key={id} className={styles.agreed}>
            <Select
              label={title}
              error={tried && !agreed.levelId ? t('anchors.levelMissing') : undefined}
              placeholder={t('anchors.chooseLevel')}
              value={agreed.levelId}
              onChange={(event) => onChange({ ...levels, [key]: { ...agreed, levelId: event.target.value } })}
              options={levelsOf(part).map((level) => ({ value: level.id, label: level.name }))}
            />
            <TextArea
              label={t('anchors.reason', { criterion: title })}
              optional={t('evaluators.optional')}
              rows={2}
              maxLength={2000}
              value={agreed.reason}
              onChange={(event) => onChange({ ...levels, [key]: { ...agreed, reason: event.target.value } })}
            />
          </div>
        );
      })}
    </fieldset>
  ));
}
