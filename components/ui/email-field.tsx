import { TextField } from './field';

/** The address of an account, as somebody signs in with it. */
export const EmailField = ({ label }: { label: string }) => (
  <TextField
    id="email"
    name="email"
    type="email"
    label={label}
    autoComplete="username"
    autoCapitalize="none"
    spellCheck={false}
    autoFocus
    required
    maxLength={320}
  />
);
