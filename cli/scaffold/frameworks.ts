/** The differences between frameworks: the inbox, the app's files and packages, and how to run it. */
export interface Framework {
  readonly title: string;
  readonly inbox: 'sqlite' | 'postgres' | 'memory';
  /** Templates by path; `{provider}` is the provider's key. */
  readonly files: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly include: readonly string[];
  /** The file with the environment variables during development. */
  readonly envFile: string;
  /** The port during development. */
  readonly port: number;
  /** Whether imports within the app use the compiled file's extension, `.js`, as Node requires. */
  readonly importsFiles: boolean;
}

const server = {
  inbox: 'sqlite',
  scripts: { build: 'tsc', start: 'node dist/server.js', dev: 'tsc && node --env-file=.env dist/server.js' },
  compilerOptions: { outDir: 'dist', rootDir: 'src', types: ['node'] },
  include: ['src'],
  envFile: '.env',
  port: 3000,
  importsFiles: true,
} as const;

export const frameworks = {
  node: {
    ...server,
    title: 'node:http',
    files: { 'src/server.ts': 'node.ts' },
    dependencies: ['libsql'],
    devDependencies: ['@types/node', 'typescript'],
  },
  express: {
    ...server,
    title: 'Express',
    files: { 'src/server.ts': 'express.ts' },
    dependencies: ['express', 'libsql'],
    devDependencies: ['@types/express', '@types/node', 'typescript'],
  },
  fastify: {
    ...server,
    title: 'Fastify',
    files: { 'src/server.ts': 'fastify.ts' },
    dependencies: ['fastify', 'libsql'],
    devDependencies: ['@types/node', 'typescript'],
  },
  hono: {
    ...server,
    title: 'Hono',
    files: { 'src/server.ts': 'hono.ts' },
    dependencies: ['@hono/node-server', 'hono', 'libsql'],
    devDependencies: ['@types/node', 'typescript'],
  },
  next: {
    title: 'Next.js',
    inbox: 'postgres',
    files: { 'app/webhooks/{provider}/route.ts': 'next.ts', 'next.config.mjs': 'next.config.mjs' },
    dependencies: ['next', 'pg', 'pg-boss', 'react', 'react-dom'],
    devDependencies: ['@types/node', '@types/react', 'typescript'],
    scripts: { build: 'next build', start: 'next start', dev: 'next dev' },
    compilerOptions: {
      module: 'ESNext',
      moduleResolution: 'bundler',
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      types: ['node'],
      jsx: 'react-jsx',
      noEmit: true,
      allowJs: true,
      incremental: true,
      resolveJsonModule: true,
      esModuleInterop: true,
      plugins: [{ name: 'next' }],
    },
    include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', '.next/types/**/*.ts', '.next/dev/types/**/*.ts'],
    envFile: '.env.local',
    port: 3000,
    importsFiles: false,
  },
  lambda: {
    ...server,
    title: 'AWS Lambda',
    inbox: 'postgres',
    files: { 'src/lambda.ts': 'lambda.ts', 'src/local.ts': 'node.ts' },
    dependencies: ['pg', 'pg-boss'],
    devDependencies: ['@types/node', 'typescript'],
    scripts: { build: 'tsc', start: 'node dist/local.js', dev: 'tsc && node --env-file=.env dist/local.js' },
  },
  worker: {
    title: 'Cloudflare Workers',
    inbox: 'memory',
    files: { 'src/worker.ts': 'worker.ts', 'wrangler.toml': 'wrangler.toml' },
    dependencies: [],
    devDependencies: ['typescript', 'wrangler'],
    scripts: { build: 'tsc', start: 'wrangler dev', dev: 'wrangler dev', deploy: 'wrangler deploy' },
    compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2023', 'WebWorker'], types: [], noEmit: true },
    include: ['src'],
    envFile: '.dev.vars',
    port: 8787,
    importsFiles: true,
  },
} as const satisfies Readonly<Record<string, Framework>>;

export type FrameworkName = keyof typeof frameworks;

export const frameworkNames = Object.keys(frameworks) as readonly FrameworkName[];
