import type messages from '../messages/en.json';
import type { Locale } from './locales';

declare module 'next-intl' {
  // Only an interface can add to a module's own declarations.
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
