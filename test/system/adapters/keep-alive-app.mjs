// An app over one receiver by the framework of FRAMEWORK, which closes on signals, for keep-alive.test.ts.
import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { createReceiver } from '@hookbook/runtime';
import { toFastifyPlugin } from '@hookbook/runtime/fastify';
import { toHonoHandler } from '@hookbook/runtime/hono';
import { closeOnSignals, toNodeListener } from '@hookbook/runtime/node';
import express from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';

const contract = {
  provider: 'shop',
  title: 'Shop',
  events: ['order.created'],
  signature: null,
  dedupe: { by: 'body' },
  acknowledge: 200,
  discriminator: [],
  findEvent: () => 'order.created',
  validators: { 'order.created': { validate: () => ({ valid: true }) } },
};
const receiver = createReceiver(contract, { unsigned: true, on: {} });
const path = '/webhooks/shop';
const host = '127.0.0.1';
const frameworks = {
  node: () => createServer(toNodeListener(receiver)).listen(0, host),
  express: () => express().all(path, toNodeListener(receiver)).listen(0, host),
  fastify: async () => {
    const app = fastify().register(toFastifyPlugin(receiver), { prefix: path });
    await app.listen({ port: 0, host });
    return app.server;
  },
  hono: () => serve({ fetch: new Hono().all(path, toHonoHandler(receiver)).fetch, port: 0, hostname: host }),
};
const server = await frameworks[process.env.FRAMEWORK]();
if (!server.listening) await new Promise((ready) => server.once('listening', ready));
console.log(`listening on ${server.address().port}`);
const { TIMEOUT_MS } = process.env;
await closeOnSignals({ server, receivers: [receiver], ...(TIMEOUT_MS && { timeoutMs: Number(TIMEOUT_MS) }) });
