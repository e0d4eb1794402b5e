import type { ReactNode } from 'react';
import { PublicFrame } from '@/app/_chrome/frame';

const PublicLayout = ({ children }: { children: ReactNode }) => <PublicFrame>{children}</PublicFrame>;

export default PublicLayout;
