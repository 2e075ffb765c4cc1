import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { RouterProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppLink, useGo } from './shell/app-link.tsx';
import { LinkComponent } from './ui/Link.tsx';
import { ToastRegion } from './ui/Toast.tsx';

/** The root that every page of the application hangs on. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root });

function Root() {
  const { t } = useTranslation('frame');
  const go = useGo();
  return (
    <LinkComponent value={AppLink}>
      <RouterProvider navigate={go}>
        <ToastRegion label={t('toasts')} closeLabel={t('close')}>
          <Outlet />
        </ToastRegion>
      </RouterProvider>
    </LinkComponent>
  );
}
