import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ProblemCallout } from '../shell/ProblemCallout.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { IssuerKeys } from './answers.ts';
import { keysQuery } from './queries.ts';

/** What badges that are signed from now on can tell verifiers elsewhere: a badge has room for one. */
export function BadgeStatusChoice({ organizationId, chosen }: { organizationId: string; chosen: IssuerKeys['badgeStatus'] }) {
  const { t } = useTranslation('keeping');
  const queries = useQueryClient();
  const toast = useToast();
  const choose = useMutation({
    mutationFn: (badgeStatus: IssuerKeys['badgeStatus']) =>
      answer(
        api.PUT('/api/v1/organizations/{organizationId}/badge-status', { params: { path: { organizationId } }, body: { badgeStatus } }),
      ),
    onSuccess: (keys) => {
      queries.setQueryData(keysQuery(organizationId).queryKey, keys);
      toast({ text: t('status.chosen'), tone: 'positive' });
    },
  });
  return (
    <>
      <RadioGroup
        legend={t('status.legend')}
        hint={t('status.hint')}
        name="badge-status"
        value={choose.isPending ? choose.variables : chosen}
        options={(['revocation', 'suspension'] as const).map((value) => ({
          value,
          label: t(`status.${value}`),
          hint: t(`status.${value}Hint`),
        }))}
        onChange={(value) => choose.mutate(value === 'suspension' ? 'suspension' : 'revocation')}
      />
      <ProblemCallout error={choose.error} />
    </>
  );
}
