/** TypeScript refuses members that a type doesn't list where a literal is written out: JSON Schema's open objects don't. */
export const openType = `
export type Open<T> = T extends readonly unknown[]
  ? { [K in keyof T]: Open<T[K]> }
  : T extends object ? { [K in keyof T]: Open<T[K]> } & { [k: string]: unknown } : T;
`;
