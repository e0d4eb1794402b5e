import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { web } from '@/app/_server/composition';
import { toProgressReply } from '@/app/_server/replies';
import { RegistrationStatus } from '@/components/status/registration-status';

type Visit = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ token?: string | string[] }>;
};

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('status'),
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
});

/** The applicant's own page. A wrong id and a wrong token look the same. */
const StatusPage = async ({ params, searchParams }: Visit) => {
  const { id } = await params;
  const { token } = await searchParams;
  if (typeof token !== 'string') notFound();
  const progress = await web().followRegistration({ registrationId: id, token });
  if (!progress) notFound();
  return (
    <div className="mx-auto w-full max-w-[34rem] px-4 pt-8 pb-12 sm:pt-16">
      <RegistrationStatus initial={toProgressReply(progress)} token={token} />
    </div>
  );
};

export default StatusPage;
