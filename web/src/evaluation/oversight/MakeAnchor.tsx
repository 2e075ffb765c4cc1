import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { scoreKey } from '../guide.ts';
import type { Evaluation } from '../types.ts';
import { AnchorFields } from './AnchorFields.tsx';
import { AnchorLevels, agreedOn } from './AnchorLevels.tsx';
import styles from './oversight.module.css';
import { type AnchorUse, useMakeAnchor } from './use-make-anchor.ts';

/** Whether a reading may become an anchor: that wants a level everywhere, and families agreed to evaluation only. */
export const mayBeAnchor = ({ carriedParts, evidence }: Evaluation): boolean =>
  carriedParts.length === 0 && !evidence.some(({ showsStudents }) => showsStudents);

/** Makes an anchor of a decided reading: a lead sets the true levels, which begin as the evaluator's. */
export function MakeAnchor({ evaluation, onClose }: { evaluation: Evaluation; onClose: () => void }) {
  const { t } = useTranslation('evaluation');
  const { organization, scores, carriedCriteria, definition } = evaluation;
  const [title, setTitle] = useState(definition.title);
  const [use, setUse] = useState<AnchorUse>('both');
  const [tried, setTried] = useState(false);
  const [levels, setLevels] = useState(() =>
    Object.fromEntries(
      [...scores, ...carriedCriteria].map(({ partId, criterionId, levelId, feedback }) => [
        scoreKey(partId, criterionId),
        { levelId: levelId ?? '', reason: feedback.slice(0, 2000) },
      ]),
    ),
  );
  const make = useMakeAnchor(organization.id, onClose);
  const send = () => {
    setTried(true);
    const agreed = agreedOn(definition.parts, levels);
    if (!agreed || !title.trim()) return;
    make.mutate({ title: title.trim(), use, source: { kind: 'evaluation', evaluationId: evaluation.id }, levels: agreed });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      holdOpen
      look="side"
      title={t('desk.anchorTitle')}
      closeLabel={t('close')}
      actions={
        <Button variant="primary" busy={make.isPending} onClick={send}>
          {t('desk.makeAnchor')}
        </Button>
      }
    >
      <div className={styles.anchorForm}>
        <p>{t('desk.anchorExplains')}</p>
        <AnchorFields title={title} onTitle={setTitle} use={use} onUse={setUse} tried={tried} />
        <AnchorLevels parts={definition.parts} levels={levels} onChange={setLevels} tried={tried} />
      </div>
    </Dialog>
  );
}
