import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

type FieldFrame = { id: string; label: string; hint?: ReactNode; error?: string };

/** A labelled one-line field; `error` is shown under it and tied to it for screen readers. */
export const TextField = ({ label, hint, error, trailing, ...input }: TextFieldProps) => (
  <Frame id={input.id} label={label} hint={hint} error={error}>
    <div className="relative">
      <input
        className={clsx(controlLook(error), 'h-11', trailing && 'pr-12')}
        {...describe({ id: input.id, hint, error })}
        dir="auto"
        {...input}
      />
      {trailing}
    </div>
  </Frame>
);

type TextFieldProps = FieldFrame & ComponentProps<'input'> & { id: string; trailing?: ReactNode };

/** A labelled text area that grows with its text where the browser can. */
export const TextArea = ({
  label,
  hint,
  error,
  ...area
}: FieldFrame & ComponentProps<'textarea'> & { id: string }) => (
  <Frame id={area.id} label={label} hint={hint} error={error}>
    <textarea
      className={clsx(controlLook(error), 'field-sizing-content max-h-96 min-h-28 py-2.5 leading-relaxed')}
      {...describe({ id: area.id, hint, error })}
      dir="auto"
      {...area}
    />
  </Frame>
);

const Frame = ({ id, label, hint, error, children }: FieldFrame & { children: ReactNode }) => (
  <div className="grid gap-1.5">
    <label htmlFor={id} className="text-sm font-medium text-ink">
      {label}
    </label>
    {children}
    {error && (
      <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-no">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {error}
      </p>
    )}
    {hint && (
      <div id={`${id}-hint`} className="text-sm text-ink-faint">
        {hint}
      </div>
    )}
  </div>
);

/** What describes a field: only what is there, since a reference that leads nowhere is read as nothing. */
const describe = ({ id, hint, error }: Omit<FieldFrame, 'label'>) => ({
  'aria-invalid': error ? true : undefined,
  'aria-describedby': [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
});

// Text is 16 px on phones, because iOS zooms into anything smaller on focus.
const controlLook = (error?: string): string =>
  clsx(
    'w-full rounded-lg border bg-surface px-3 text-base text-ink transition-colors lg:text-[0.9375rem]',
    'focus-visible:outline-2 focus-visible:-outline-offset-1',
    error ? 'border-no' : 'border-line-strong hover:border-ink-faint',
  );
