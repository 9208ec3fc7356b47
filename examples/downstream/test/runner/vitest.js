import '@hookbook/events/testing/vitest'; // registers toBeWebhook and toMatchWebhook, with their types

export { afterAll, beforeAll, describe, expect, it } from 'vitest';
