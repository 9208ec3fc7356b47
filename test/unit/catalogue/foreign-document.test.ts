import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import { temporaryFolder } from '../output/temporary-folder.js';

const problemsOf = async (file: string, text: string) => (await loadCatalogue(join(temporaryFolder({ [file]: text }), file))).problems;

const cases: readonly {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly want: RegExp;
  readonly fix: RegExp;
}[] = [
  {
    name: 'OpenAPI 3.1 with webhooks',
    file: 'pets.yaml',
    text: 'openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\nwebhooks: {}\ncomponents: { schemas: { Pet: {} } }\n',
    want: /^this is an OpenAPI 3\.1 document, not/,
    fix: /payload: \{ \$ref: '\.\/pets\.yaml#\/components\/schemas\/Pet' \}$/,
  },
  {
    name: 'OpenAPI with its version as a number, a name that needs escapes, and a reference that leads nowhere',
    file: 'pets.yaml',
    text: "openapi: 3.1\npaths: { /: { $ref: '#/nowhere' } }\ncomponents: { schemas: { \"it's a/b\": {} } }\n",
    want: /^this is an OpenAPI 3\.1 document/,
    fix: /#\/components\/schemas\/it%27s%20a~1b' \}$/,
  },
  {
    name: 'OpenAPI without schemas',
    file: 'a.json',
    text: '{"openapi":"3.0.3","paths":{}}',
    want: /OpenAPI 3\.0/,
    fix: /refer to its schemas$/,
  },
  {
    name: 'Swagger 2.0',
    file: 'a.yaml',
    text: "swagger: '2.0'\ninfo: { title: Pets, version: 1.0.0 }\ndefinitions: { Pet: {} }\n",
    want: /^this is a Swagger 2\.0 document \(OpenAPI 2\), not/,
    fix: /#\/definitions\/Pet/,
  },
  {
    name: 'a JSON Schema',
    file: 'order.json',
    text: '{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object"}',
    want: /^this is a JSON Schema, not/,
    fix: /payload: \{ \$ref: '\.\/order\.json' \}$/,
  },
  {
    name: 'a JSON Schema that does not say so',
    file: 'a.yaml',
    text: 'type: object\nproperties: { id: { type: string } }\n',
    want: /JSON Schema/,
    fix: /refer to it/,
  },
  {
    name: 'a Postman collection',
    file: 'a.json',
    text: '{"info":{"name":"Hooks","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}',
    want: /^this is a Postman collection, not/,
    fix: /examples of an AsyncAPI document's messages.*hookbook init webhooks/,
  },
  {
    name: 'a package.json',
    file: 'package.json',
    text: '{"name":"a","version":"1.0.0"}',
    want: /it has "name" and "version", and no asyncapi$/,
    fix: /hookbook init webhooks/,
  },
  {
    name: 'a file of services',
    file: 'a.yaml',
    text: 'services: {}\nvolumes: {}\nnetworks: {}\nsecrets: {}\nconfigs: {}\n',
    want: /"services", "volumes", "networks" and 2 more properties/,
    fix: /hookbook init/,
  },
  {
    name: 'a payload',
    file: 'a.json',
    text: '{"type":"order.created","data":{"id":1}}',
    want: /it has "type" and "data"/,
    fix: /name the AsyncAPI document/,
  },
  { name: 'a list', file: 'a.json', text: '[1]', want: /^this holds a list/, fix: /name the AsyncAPI document/ },
  { name: 'a text', file: 'README.md', text: 'Some words', want: /^this holds a single value/, fix: /name the AsyncAPI document/ },
  { name: 'comments', file: 'a.yaml', text: '# to do\n', want: /nothing but comments/, fix: /hookbook init/ },
];

describe('a document of another format', () => {
  test.each(cases)('$name is called what it is, with a way on', async ({ file, text, want, fix }) => {
    const problems = await problemsOf(file, text);
    expect(problems).toMatchObject([
      { code: 'not-asyncapi', message: expect.stringMatching(want), fix: expect.stringMatching(fix), line: 1 },
    ]);
  });

  test.each([
    { name: 'no version', text: 'info: { title: T, version: 1.0.0 }\nchannels: {}\n' },
    { name: 'no version, and a key that is not known', text: 'channels: {}\nwebhooks: {}\n' },
    { name: 'a version that is none', text: 'asyncapi: next\nopenapi: 3.1.0\n' },
    { name: 'a slip of the pen', text: 'asyncApi: 3.0.0\nchannel: {}\n' },
  ])('$name: still AsyncAPI, with the version to write', async ({ text }) => {
    expect(await problemsOf('a.yaml', text)).toMatchObject([{ code: 'invalid-asyncapi', fix: 'write asyncapi: 3.1.0' }]);
  });

  it('what the fix of an OpenAPI document says works', async () => {
    const openapi = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
webhooks: { newPet: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
components:
  schemas:
    Pet: { type: object, required: [id], properties: { id: { type: integer }, owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { type: object, properties: { name: { type: string } } }
`;
    const [problem] = await problemsOf('openapi.yaml', openapi);
    const payload = /payload: \{.*\}$/.exec(problem?.fix ?? '')?.[0];
    const document = `asyncapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
channels:
  pets:
    address: /webhooks/pets
    messages:
      newPet: { description: There is a new pet., ${payload} }
`;
    const folder = temporaryFolder({ 'openapi.yaml': openapi, 'asyncapi.yaml': document });
    const { catalogue, problems } = await loadCatalogue(join(folder, 'asyncapi.yaml'));
    expect(problems).toEqual([]);
    expect(catalogue?.providers[0]?.definitions.map(({ typeName }) => typeName)).toEqual(['Owner']);
  });
});
