import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { useSignedIn } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Callout } from '../ui/Callout.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useToast } from '../ui/Toast.tsx';
import { EntryPicker } from './EntryPicker.tsx';
import styles from './taking-part.module.css';
import { type PreApproval, programQuery, useAct } from './taking-part-queries.ts';

/** A member's own lines in a group's request; they begin with what the leader proposes. */
export function MyLines({ request }: { request: PreApproval }) {
  const { t } = useTranslation('takingPart');
  const { person } = useSignedIn();
  const mine = request.members.find(({ educatorId }) => educatorId === person.id);
  const [open, setOpen] = useState(false);
  const button = (
    <Button variant={mine?.lines.length ? 'secondary' : 'primary'} onClick={() => setOpen(true)}>
      {t(mine?.lines.length ? 'request.changeMine' : 'request.addMine')}
    </Button>
  );
  return (
    <>
      {mine?.lines.length ? <p>{button}</p> : <Callout title={t('request.minePending')} icon="edit" actions={button} />}
      {open && <LinesDialog request={request} mine={mine} onClose={() => setOpen(false)} />}
    </>
  );
}

interface LinesDialogProps {
  request: PreApproval;
  mine: PreApproval['members'][number] | undefined;
  onClose(): void;
}

function LinesDialog({ request, mine, onClose }: LinesDialogProps) {
  const { t } = useTranslation('takingPart');
  const toast = useToast();
  const { data: program } = useQuery(programQuery(request.program.id));
  const [picked, setPicked] = useState(() => mine?.lines.map(({ entryId }) => entryId) ?? request.text.proposed);
  const [note, setNote] = useState(mine?.note ?? '');
  const keep = useAct(
    () =>
      answer(
        api.PUT('/api/v1/pre-approvals/{preApprovalId}/lines', {
          params: { path: { preApprovalId: request.id } },
          body: { entryIds: picked, note },
        }),
      ),
    () => {
      toast({ text: t('request.keptMine'), tone: 'positive' });
      onClose();
    },
  );
  return (
    <Dialog
      open
      holdOpen
      onClose={onClose}
      title={t('request.lines')}
      closeLabel={t('close')}
      actions={
        <Button variant="primary" busy={keep.isPending} onClick={() => keep.mutate(undefined)}>
          {t('request.keepMine')}
        </Button>
      }
    >
      <div className={styles.reading}>
        {program && (
          <EntryPicker
            legend={t('request.lines')}
            entries={program.entries}
            picked={picked}
            atMost={program.definition.choice.atMost}
            onChange={setPicked}
          />
        )}
        <TextArea
          label={t('request.note')}
          hint={t('request.noteHint')}
          optional="optional"
          maxLength={2000}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
