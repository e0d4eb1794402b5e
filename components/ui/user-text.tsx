import clsx from 'clsx';
import type { ReactNode } from 'react';

type Shape = 'inline' | 'line' | 'block';

type UserTextProps = {
  /** The text as it was written; a formatted message gives the pieces that it has put it in. */
  children: ReactNode;
  /** `inline` stands in a sentence, `line` is cut at its end, `block` keeps its lines. */
  shape?: Shape;
  className?: string;
};

/**
 * What a person wrote, be it a name, an address or a reason: in the direction of its own script, which does not reach
 * the words around it, and within its own box, however long its words are and however high its marks are stacked.
 * Every such text is shown through this; where only plain text can stand, through `isolate`.
 */
export const UserText = ({ children, shape = 'inline', className }: UserTextProps) => (
  <bdi dir="auto" className={clsx(shapes[shape], className)}>
    {children}
  </bdi>
);

// A line keeps the side of the list it stands in; which of its ends is cut follows its own direction. The hair's breadth
// around each box is for letters such as J, which reach out of theirs.
const shapes: Record<Shape, string> = {
  inline: '-mx-0.5 inline-block max-w-full truncate px-0.5 align-bottom',
  line: '-mx-0.5 block min-w-0 truncate px-0.5 text-left',
  block: 'block min-w-0 overflow-clip wrap-anywhere whitespace-pre-wrap [overflow-clip-margin:0.125rem]',
};
