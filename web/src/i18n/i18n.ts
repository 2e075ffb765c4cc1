import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { awards } from '../awards/messages.ts';
import { catalog } from '../catalog/messages.ts';
import { courses } from '../learning/courses-messages.ts';
import { programs } from '../recognition/programs-messages.ts';
import { worth } from '../recognition/value/worth-messages.ts';
import { shell } from '../shell/messages.ts';

/**
 * Message catalogs, one namespace a capability, in each capability's `messages.ts`.
 * Those of public pages are here; the application's own are added when it starts, so that a public page does not carry them.
 */
export const publicMessages = { shell, catalog, awards, courses, programs, worth };

/** Starts i18next with the public catalogs; synchronous, so the server and the first paint have their texts. */
export function startTranslations(): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: publicMessages },
    defaultNS: 'shell',
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  return instance;
}
