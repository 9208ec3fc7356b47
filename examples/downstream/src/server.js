import { createServer } from 'node:http';
import { createEndpoint } from './endpoint.js';
import { createStore } from './store.js';

const { GATELY_WEBHOOK_SECRET = '', ECWID_CLIENT_SECRET = '', PORT = '3000' } = process.env;
if (GATELY_WEBHOOK_SECRET === '' || ECWID_CLIENT_SECRET === '') {
  console.error(
    'GATELY_WEBHOOK_SECRET and ECWID_CLIENT_SECRET must be set; several secrets, while one is rotated, are separated by commas',
  );
  process.exit(1);
}
const secrets = { gately: GATELY_WEBHOOK_SECRET.split(','), ecwid: ECWID_CLIENT_SECRET.split(',') };
createServer(createEndpoint({ secrets, store: createStore() })).listen(Number(PORT), () => {
  console.log(`POST /webhooks/gately and /webhooks/ecwid on port ${PORT}`);
});
