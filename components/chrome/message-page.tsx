import type { ReactNode } from 'react';
import { Mark } from './logo';

type MessagePageProps = { heading: string; text: string; children: ReactNode };

/** A page that says one thing, with buttons or links below. */
export const MessagePage = ({ heading, text, children }: MessagePageProps) => (
  <div className="mx-auto grid w-full max-w-lg gap-4 px-4 py-16 sm:py-24">
    <Mark className="size-10" />
    <h1 className="text-2xl font-semibold tracking-tight text-balance">{heading}</h1>
    <p className="leading-relaxed text-ink-soft">{text}</p>
    <div className="mt-2 flex flex-wrap gap-3">{children}</div>
  </div>
);
