/** What a form carries from the moment it was shown to the moment it is sent. */
export type FormStamps = {
  stamp(shownAt: Date): string;
  /** When the form was shown, or undefined for what is no stamp of ours. */
  read(stamp: string): Date | undefined;
};
