import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { useChoice } from '../shell/use-choice.ts';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { IssuerKeys } from './answers.ts';
import { keysQuery } from './queries.ts';

/** What badges that are signed from now on can tell verifiers elsewhere: a badge has room for one. */
export function BadgeStatusChoice({ organizationId, chosen }: { organizationId: string; chosen: IssuerKeys['badgeStatus'] }) {
  const { t } = useTranslation('keeping');
  const toast = useToast();
  const { shown, choose, error } = useChoice(
    chosen,
    async (badgeStatus) => {
      const params = { path: { organizationId } };
      await answer(api.PUT('/api/v1/organizations/{organizationId}/badge-status', { params, body: { badgeStatus }, keepalive: true }));
      toast({ text: t('status.chosen'), tone: 'positive' });
    },
    keysQuery(organizationId).queryKey,
  );
  return (
    <>
      <RadioGroup
        legend={t('status.legend')}
        hint={t('status.hint')}
        name="badge-status"
        value={shown}
        options={(['revocation', 'suspension'] as const).map((value) => ({
          value,
          label: t(`status.${value}`),
          hint: t(`status.${value}Hint`),
        }))}
        onChange={(value) => choose(value === 'suspension' ? 'suspension' : 'revocation')}
      />
      <ProblemCallout error={error} />
    </>
  );
}
