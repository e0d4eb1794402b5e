import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, KeyboardEvent, ReactNode } from 'react';

type ButtonTone = 'primary' | 'plain' | 'quiet' | 'yes' | 'no' | 'danger';

type Look = { tone?: ButtonTone; size?: 'small' | 'normal' };
type ButtonProps = ComponentProps<'button'> & Look & { busy?: boolean; icon?: ReactNode };

/**
 * A button. While `busy` it stays focusable and says so, but its clicks are the caller's to ignore. A key that is held
 * down presses it once: what it opens or brings next must not be pressed by the same finger.
 */
export const Button = ({ tone, size, busy = false, icon, className, children, ...rest }: ButtonProps) => (
  <button
    type="button"
    aria-busy={busy || undefined}
    onKeyDown={ignoreRepeats}
    className={clsx(buttonLook({ tone, size }), className)}
    {...rest}
  >
    {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
    {children}
  </button>
);

const ignoreRepeats = (event: KeyboardEvent): void => {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
};

/** The same look for links that act as buttons. */
export const buttonLook = ({ tone = 'plain', size = 'normal' }: Look): string =>
  clsx(
    'inline-flex select-none items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap',
    'transition-colors duration-100 active:translate-y-px disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    size === 'small' ? 'min-h-8 px-2.5 text-sm' : 'min-h-11 px-4 text-[0.9375rem] lg:min-h-10',
    looks[tone],
  );

/** The look of small round-cornered controls in a header: an icon, or a word or two. */
export const iconButtonLook =
  'inline-flex h-10 min-w-10 items-center justify-center gap-1.5 rounded-lg px-2.5 text-sm text-ink-soft transition-colors hover:bg-sunken hover:text-ink';

/** A key's name beside a button; hidden on touch screens, where there is no such key. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd
    aria-hidden
    className="hidden min-w-5 rounded border border-current/35 px-1 text-center font-sans text-xs leading-4.5 pointer-fine:inline-block"
  >
    {children}
  </kbd>
);

const looks: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
  yes: 'bg-yes text-on-accent hover:brightness-110',
  danger: 'bg-no text-on-accent hover:brightness-110',
  no: 'border border-line-strong bg-surface text-no hover:border-no hover:bg-no-soft',
};
