import type { Locale } from './locales';
import type messages from '../messages/en.json';

declare module 'next-intl' {
  // Only an interface can add to a module's own declarations.
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
