import '@hookbook/events/testing/jest'; // registers toBeWebhook and toMatchWebhook, with their types

export { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
