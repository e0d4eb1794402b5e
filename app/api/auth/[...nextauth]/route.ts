import NextAuth from 'next-auth';
import { authOptions } from '@/app/_server/auth';

const nextAuth = NextAuth(authOptions);

export { nextAuth as GET, nextAuth as POST };
