import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/src/infrastructure/postgres/generated/client';

// Arms C and D: what a developer would write otherwise. One table with whoever signed up, one insert. The table is
// `accounts` of a database of its own, since that one has what such a table has: name, address and password hash.
const connectionString = process.env.BENCH_DATABASE_URL;
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }) });

type Form = { name: string; email: string; reason: string };

/** Answers 202 once the row is in; `hash` makes what stands in the column of the password. */
export const signUp = async (
  request: Request,
  hash: (text: string) => Promise<string>,
): Promise<Response> => {
  const { name, email, reason } = (await request.json()) as Form;
  const passwordHash = await hash(reason);
  const data = { name, email, emailKey: email.toLowerCase(), passwordHash };
  const { id } = await prisma.account.create({ data, select: { id: true } });
  return Response.json({ registrationId: id }, { status: 202 });
};
