import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import { typesGenerator } from '../../../generators/types/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { generateFiles, importValidators, runWithoutEval, writeFiles } from './generated-module.js';
import { good, order, pointer, shop } from './shop.js';

describe('the files', () => {
  test('import nothing, evaluate nothing, and run where nothing may be evaluated', async () => {
    const { folder, remove } = writeFiles(await generateFiles(shop()));
    try {
      for (const { path, contents } of await generateFiles(shop()))
        if (path.endsWith('.js')) expect(contents).not.toMatch(/\brequire\(|\bimport\b|\beval\b|new Function/);
      const script = `for (const path of ['./validators/acme.js', './validators/strict/acme.js']) { const { validate } = await import(path); console.log(validate(${JSON.stringify(good)}).valid, validate({ type: 'order.created' }).errors.length); }`;
      expect(runWithoutEval(folder, script)).toEqual({ status: 0, output: 'true 2\ntrue 2\n' });
    } finally {
      remove();
    }
  });

  test('are the same every time', async () => {
    expect(await generateFiles(shop())).toEqual(await generateFiles(structuredClone(shop())));
  });

  test('gain lines by a new event in the middle, and change none', async () => {
    const provider = shop();
    const [first, second] = provider.events;
    const added = sampleEvent({ ...first, name: 'order.added', typeName: 'OrderAdded' });
    const linesOf = async (events: typeof provider.events) =>
      (await generateFiles({ ...provider, events })).find(({ path }) => path === 'validators/strict/acme.js')?.contents.split('\n') ?? [];
    const after = await linesOf([first ?? added, added, second ?? added]);
    let at = 0;
    for (const line of await linesOf(provider.events)) {
      at = after.indexOf(line, at) + 1;
      expect(at, line).toBeGreaterThan(0);
    }
  });

  test('hold any number of events, and check the last as the first', async () => {
    const events = Array.from({ length: 600 }, (_, at) =>
      sampleEvent({
        name: `e${at}`,
        typeName: `E${at}`,
        payload: { allOf: [{ $ref: '#/definitions/Base' }, { properties: { type: { const: `e${at}` }, mode: { enum: ['a', at] } } }] },
        discriminator: [{ source: pointer('/type'), values: [`e${at}`] }],
      }),
    );
    const definitions = [
      { typeName: 'Base', pointer: '', schema: { required: ['id'], properties: { id: { type: 'string', pattern: '^x' } } } },
    ];
    const { strict } = await importValidators(sampleProvider({ events, definitions }));
    for (const at of [0, 249, 250, 599]) {
      expect(strict.validate({ type: `e${at}`, id: 'x', mode: at })).toMatchObject({ valid: true, event: `e${at}` });
      expect(strict.validate({ type: `e${at}`, id: 'y', mode: at + 1 })).toMatchObject({
        errors: [{ pointer: '/id' }, { pointer: '/mode' }],
      });
    }
  });

  test('say what compileEvent says', async () => {
    const provider = shop();
    const modules = await importValidators(provider);
    const values = [good, {}, 5, order({}), order({ total: { amount: 'x', y: 1 }, tags: [1, 1] }), { ...good, at: 'never' }];
    for (const policy of ['strict', 'tolerant'] as const) {
      for (const event of provider.events) {
        const validate = compileEvent(provider, event, policy);
        for (const value of values) {
          const result = modules[policy].validators[event.name]?.validate(value);
          expect(result?.valid ? [] : result?.errors).toEqual(validate(value));
        }
      }
    }
  });

  test('have declarations that a strict compiler accepts, and refuses where it should', async () => {
    const provider = shop();
    const { folder, remove } = writeFiles([
      ...(await typesGenerator.generate(sampleCatalogue({ providers: [provider] }))),
      ...(await generateFiles(provider)),
    ]);
    try {
      writeFileSync(join(folder, 'consumer.ts'), consumer);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            strict: true,
            target: 'es2022',
            module: 'nodenext',
            skipLibCheck: false,
            noEmit: true,
            types: [],
            exactOptionalPropertyTypes: true,
          },
          include: ['**/*.ts'],
        }),
      );
      const tsc = spawnSync(process.execPath, [join(process.cwd(), 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
      expect(tsc.stdout).toBe('');
    } finally {
      remove();
    }
  });
});

const consumer = `
import { acmeEvent, acmeEventNames, findEvent, isOrderCreated, validate, validators, type OrderCreated, type Result, type ValidationError } from './validators/acme.js';
import { validate as strictly, isOrderPaid } from './validators/strict/acme.js';

interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined }> } | Promise<never>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
const union: StandardSchemaV1 = acmeEvent;
const one: StandardSchemaV1<OrderCreated> = validators['order.created'];
const value: unknown = {};
if (isOrderCreated(value)) { const id: string = value.id; void id; }
if (isOrderPaid(value)) { const type: 'order.paid' = value.type; void type; }
const result = validate(value, (name) => (name === 'x' ? 'y' : null));
if (result.valid) { const name: 'order.created' | 'order.paid' = result.event; void name; }
else { const errors: readonly ValidationError[] = result.errors; const event: string | null = result.event; void errors; void event; }
const found: 'order.created' | 'order.paid' | null = findEvent(value);
const first: 'order.created' = acmeEventNames[0];
const judged: Result<OrderCreated, 'order.created'> = validators['order.created'].validate(value);
void [union, one, found, first, judged, strictly];
// @ts-expect-error no such event
validators['order.lost'];
// @ts-expect-error names are readonly
acmeEventNames[0] = 'order.paid';
// @ts-expect-error a result has to be looked at first
result.value;
`;
