import type { ReactNode } from 'react';
import { PublicFrame } from '../_chrome/public-frame';

const PublicLayout = ({ children }: { children: ReactNode }) => <PublicFrame>{children}</PublicFrame>;

export default PublicLayout;
