import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type AnchorUse, anchorUses } from './use-make-anchor.ts';

interface AnchorFieldsProps {
  title: string;
  onTitle: (title: string) => void;
  use: AnchorUse;
  onUse: (use: AnchorUse) => void;
  /** Whether somebody tried to send it: what is missing is said from then on. */
  tried: boolean;
}

/** What an anchor is called, and for what it is scored. */
export function AnchorFields({ title, onTitle, use, onUse, tried }: AnchorFieldsProps) {
  const { t } = useTranslation('evaluation');
  return (
    <>
      <TextField
        label={t('desk.anchorName')}
        maxLength={200}
        value={title}
        error={tried && !title.trim() ? t('anchors.nameMissing') : undefined}
        onChange={(event) => onTitle(event.target.value)}
      />
      <Select
        label={t('anchors.use')}
        value={use}
        onChange={(event) => onUse(event.target.value as AnchorUse)}
        options={anchorUses.map((value) => ({ value, label: t(`anchors.uses.${value}`) }))}
      />
    </>
  );
}
