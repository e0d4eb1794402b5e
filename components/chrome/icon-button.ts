/** The look of small round-cornered controls in a header: an icon, or a word or two. */
export const iconButtonLook =
  'inline-flex h-10 min-w-10 items-center justify-center gap-1.5 rounded-lg px-2.5 text-sm text-ink-soft transition-colors hover:bg-sunken hover:text-ink';
