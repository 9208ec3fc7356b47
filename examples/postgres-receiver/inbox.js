import { postgresInbox } from '@hookbook/runtime/postgres';

const connectionString = process.env.DATABASE_URL;
if (!connectionString) throw new Error('DATABASE_URL is not set');

export const inbox = postgresInbox({ connectionString });
export const secrets = process.env.GATELY_WEBHOOK_SECRET;
